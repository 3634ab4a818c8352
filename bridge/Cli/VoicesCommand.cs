using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Core.Errors;
using HeyGem.Core.Speech;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem voices</c>: what can speak on this machine, and bringing more.</summary>
internal static class VoicesCommand
{
    private static string Folder => DataFolder.Current().Voices;

    public static Command Create()
    {
        var language = new Option<string?>("--language") { Description = "Only those that speak a language, such as pt-BR." };
        var file = new Argument<string>("file") { Description = "NAME.onnx; its NAME.onnx.json lies beside it." };
        var install = new Command("install", "Installs a voice of Piper's kind from its two files; mind its licence.") { file };
        install.SetAction(parsed => Install(parsed.GetRequiredValue(file)));
        var command = new Command("voices", "Lists the voices that dub can use, and their languages.") { language, install };
        command.SetAction((parsed, cancellationToken) => ListAsync(parsed.GetValue(language), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(string? language, CancellationToken cancellationToken)
    {
        try
        {
            using var here = InstalledSpeech.In(DataFolder.Current());
            var voices = await here.ListAsync(cancellationToken);
            var wanted = voices.Where(v => language is null || v.Speaks(language) > 0).ToList();
            foreach (var voice in wanted)
            {
                await Console.Out.WriteLineAsync($"{voice.Id,-28} {string.Join(", ", voice.Languages),-24} {voice.Label}");
            }

            return wanted.Count > 0 ? ExitCode.Done
                : voices.Count == 0 ? throw new HeyGemException(ErrorCode.SpeechMissing, "No program that speaks is installed.")
                : throw new HeyGemException(ErrorCode.SpeechVoiceUnknown, $"No installed voice speaks \"{language}\".");
        }
        catch (HeyGemException e)
        {
            return Tell(e);
        }
    }

    private static int Install(string file)
    {
        try
        {
            var (path, sum) = PiperInstall.Run(file, Folder);
            Console.Out.WriteLine($"installed {path}\nsha256 {sum}");
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            return Tell(e);
        }
    }

    private static int Tell(HeyGemException e)
    {
        Console.Error.WriteLine($"heygem: {e.Message} [{e.Code.WireName()}]\n{e.Hint}");
        return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
    }
}
