using System.CommandLine;
using System.Text;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Cli;

/// <summary>The hidden commands by which the program asks a library in a process of its own how text is spoken.</summary>
internal static class PhonesCommand
{
    public static Command Create() =>
        Create(EspeakVoices.PhonesVerb, "Reads an order and tells the times of its phones.", EspeakLibrary.Serve);

    public static Command CreateForWords() =>
        Create(EspeakWords.Verb, "Reads texts and tells the phones of their words.", EspeakLibrary.ServeWords);

    private static Command Create(string verb, string what, Func<TextReader, TextWriter, bool> serve)
    {
        var command = new Command(verb, what) { Hidden = true };
        command.SetAction(_ =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var order = new StreamReader(Console.OpenStandardInput(), utf8);
            using var answer = new StreamWriter(Console.OpenStandardOutput(), utf8);
            return serve(order, answer) ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }
}
