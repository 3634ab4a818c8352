using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render.Texts;
using HeyGem.Core.Speech.Mandarin;
using HeyGem.Core.Storage;
using HeyGem.Core.Voice.Words;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Texts;

/// <summary><c>heygem align</c>: when each word of a text is said in a voice.</summary>
internal sealed class AlignCommand
{
    private readonly Argument<string> _voice = new("voice") { Description = "A sound file, or a video whose sound is used." };
    private readonly WordOptions _words = new();
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output." };

    private AlignCommand()
    {
    }

    public static Command Create()
    {
        var options = new AlignCommand();
        var command = new Command("align", "Tells when each word of a text is said in a voice, and what does not fit.")
        {
            options._voice, options._json,
        };
        options._words.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(_json);
        using var view = RenderView.For(json);
        try
        {
            var words = _words.Of(parsed)
                ?? throw new HeyGemException(ErrorCode.ArgumentInvalid, "--text or --captions gives the words that are said.");
            var voice = NamedPath.Full("The voice", parsed.GetRequiredValue(_voice));
            var data = DataFolder.Current();
            var cache = new AnalysisCache(data.Cache);
            var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, cache, cancellationToken);
            var aligned = await new VoiceWords(ffmpeg, cache, new WordReader(InstalledSpeech.Program, ReadingsFile.Usable()))
                .OfAsync(voice, words, cancellationToken);
            foreach (var line in json ? Json(aligned) : Lines(aligned))
            {
                await Console.Out.WriteLineAsync(line);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
    }

    private static IEnumerable<string> Lines(WordAlignment aligned)
    {
        foreach (var word in aligned.Words)
        {
            var mark = word.Fit switch { WordFit.Unsure => "  unsure", WordFit.Unheard => "  not heard", _ => Edges(word) };
            yield return word.Fit == WordFit.Unheard
                ? $"{string.Empty,9} {string.Empty,9}  {word.Text}{mark}"
                : string.Create(CultureInfo.InvariantCulture, $"{word.Start,9:0.00} {word.End,9:0.00}  {word.Text}{mark}");
        }

        foreach (var (start, end) in aligned.Extra)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{start,9:0.00} {end,9:0.00}  - something that is not in the text");
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(aligned.Words.Count, "word")}, {aligned.PlacedShare:0.0%} of them placed, {aligned.SureShare:0.0%} for certain");
    }

    /// <summary>Which edges of a sure word may lie elsewhere.</summary>
    private static string Edges(AlignedWord word) => (word.StartSure, word.EndSure) switch
    {
        (true, true) => string.Empty,
        (false, true) => "  start unsure",
        (true, false) => "  end unsure",
        _ => "  start and end unsure",
    };

    private static IEnumerable<string> Json(WordAlignment aligned)
    {
        foreach (var word in aligned.Words)
        {
            yield return new JsonObject
            {
                ["event"] = "word",
                ["text"] = word.Text,
                ["start"] = word.Start,
                ["end"] = word.End,
                ["fit"] = JsonNamingPolicy.CamelCase.ConvertName($"{word.Fit}"),
                ["startUnsure"] = word is { Fit: WordFit.Sure, StartSure: false },
                ["endUnsure"] = word is { Fit: WordFit.Sure, EndSure: false },
            }.ToJsonString();
        }

        foreach (var (start, end) in aligned.Extra)
        {
            yield return new JsonObject { ["event"] = "extra", ["start"] = start, ["end"] = end }.ToJsonString();
        }

        yield return new JsonObject
        {
            ["event"] = "completed",
            ["words"] = aligned.Words.Count,
            ["placedShare"] = Math.Round(aligned.PlacedShare, 4),
            ["sureShare"] = Math.Round(aligned.SureShare, 4),
        }.ToJsonString();
    }
}
