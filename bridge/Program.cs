using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Host;

if (ApiDocument.IsBeingWritten)
{
    await ApiDocument.HostAsync();
    return 0;
}

return await HeyGemCommand.RunAsync(args);
