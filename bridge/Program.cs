using System.Text;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Host;

if (ApiDocument.IsBeingWritten)
{
    await ApiDocument.HostAsync();
    return 0;
}

// Names of files are told as they are, in any console and any pipe; Windows would write its old code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await HeyGemCommand.RunAsync(args);
