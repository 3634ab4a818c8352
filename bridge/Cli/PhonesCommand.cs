using System.CommandLine;
using System.Text;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Cli;

/// <summary>The hidden command by which the program asks a library in a process of its own when phones are spoken.</summary>
internal static class PhonesCommand
{
    public static Command Create()
    {
        var command = new Command(EspeakVoices.PhonesVerb, "Reads an order and tells the times of its phones.") { Hidden = true };
        command.SetAction(_ =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var order = new StreamReader(Console.OpenStandardInput(), utf8);
            using var answer = new StreamWriter(Console.OpenStandardOutput(), utf8);
            return EspeakLibrary.Serve(order, answer) ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }
}
