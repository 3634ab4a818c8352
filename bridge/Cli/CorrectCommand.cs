using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem correct</c>: a range of a finished result is made anew, everything else of it is copied.</summary>
internal sealed class CorrectCommand
{
    private readonly Argument<string> _result = new("result") { Description = "A result as it was rendered on this machine." };
    private readonly Option<string> _range = new("--range")
    {
        Required = true,
        Description = "FROM..TO on the result's own time: seconds, timecode or 300f; widened to whole frames.",
    };
    private readonly Option<string?> _audio = new("--audio") { Description = "The new sound; its beginning is heard at FROM." };
    private readonly Option<string?> _text = new("--text") { Description = "What is said there, spoken by a voice of this machine." };
    private readonly Option<string?> _voice = new("--voice") { Description = "Who speaks the text; the language's own when left out." };
    private readonly Option<string?> _language =
        new("--language") { Description = "The language of the text; that of the result when it is a dub." };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the corrected result; beside RESULT when left out." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output." };

    private CorrectCommand()
    {
    }

    public static Command Create()
    {
        var options = new CorrectCommand();
        var command = new Command("correct", "Makes a range of a finished result anew, with other sound or another text.")
        {
            options._result, options._range, options._audio, options._text, options._voice, options._language, options._out,
            options._json,
        };
        command.SetAction(options.RunAsync);
        return command;
    }

    /// <summary>A correction as somebody asks for it, for a result that was rendered from a spec.</summary>
    /// <param name="origin">How the result was rendered.</param>
    /// <param name="result">The result.</param>
    /// <param name="file">What a probe says of it.</param>
    /// <param name="range">The range's two points.</param>
    /// <param name="words">What is spoken, or null.</param>
    /// <param name="audio">What is heard, or null.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/>: the range holds no frame of the result.</exception>
    internal static Correction Of(
        RenderSpec origin, string result, VideoStreamInfo file, (MediaPoint From, MediaPoint To) range, Words? words, string? audio)
    {
        // Whole frames become times here, by the result's own rate and timecode.
        var rate = file.FrameRate;
        var start = range.From.ToFrame(rate, file.StartTimecode, file.FrameCount);
        var end = range.To.ToFrame(rate, file.StartTimecode, file.FrameCount);
        end += rate.StartOf(end) < range.To.ToTime(rate, file.StartTimecode, file.FrameCount) ? 1 : 0;
        end = Math.Min(end, file.FrameCount);
        return start >= end ? throw Correction.Outside(range, result, file.FrameCount, rate) : new Correction
        {
            ResultPath = result,
            From = MediaPoint.At(rate.StartOf(start)),
            To = MediaPoint.At(rate.StartOf(end)),
            VoicePath = audio,
            Words = words,
            Earlier = origin.Correction,
        };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(_json), parsed.CommandResult.Command);
        RenderSpec spec;
        try
        {
            spec = await SpecAsync(parsed, cancellationToken);
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }

        return await RenderCommand.WithToolsAsync(
            render => RenderCommand.RenderAllAsync(render, [spec], view, cancellationToken), view, cancellationToken);
    }

    private async Task<RenderSpec> SpecAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (result, range) = (NamedPath.Full("The result", parsed.GetRequiredValue(_result)), Range(parsed.GetRequiredValue(_range)));
        var (audio, text) = (parsed.GetValue(_audio), parsed.GetValue(_text));
        Require((audio is null) != (text is null), "--audio names the new sound, --text gives what is said: one of them is needed.");
        Require(text is null || text.Any(char.IsLetterOrDigit), "--text holds no words.");
        var data = DataFolder.Current();
        var origin = await new RenderOrigins(data.Origins).FindAsync(result, cancellationToken);
        var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), cancellationToken);
        var file = await new MediaProbe(ffmpeg).ProbeAsync(result, cancellationToken);
        var video = file.Video ?? throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{Path.GetFileName(result)} has no picture.");
        return origin with
        {
            OutputFolder = parsed.GetValue(_out) is { } folder ? NamedPath.Full(_out.Name, folder) : Path.GetDirectoryName(result)!,
            Correction = Of(
                origin, result, video, range, text is null ? null : await WordsAsync(parsed, text, origin, cancellationToken),
                audio is null ? null : NamedPath.Full(_audio.Name, audio)),
        };
    }

    private async Task<Words> WordsAsync(ParseResult parsed, string text, RenderSpec origin, CancellationToken cancellationToken)
    {
        var language = (parsed.GetValue(_language) ?? origin.Captions?.Language ?? origin.Variant)?.Replace('_', '-');
        if (language is null || !LanguageTag.IsTag(language))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, "--language names the language of the text, such as de or pt-BR.");
        }

        using var voices = InstalledSpeech.In(DataFolder.Current());
        var words = new Words(text, language, parsed.GetValue(_voice) ?? origin.Captions?.Voice);
        await voices.ChooseAsync(words.Voice, language, cancellationToken);
        return words;
    }

    private static (MediaPoint From, MediaPoint To) Range(string text)
    {
        var (from, to) = (MediaPoint.AtFrame(0), MediaPoint.AtFrame(0));
        Require(
            text.Split("..") is [var start, var end] && MediaPoint.TryParse(start, out from) && MediaPoint.TryParse(end, out to),
            $"--range is \"{text}\": it takes FROM..TO, such as 12.5..15 or 300f..375f.");
        return (from, to);
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, sentence);
        }
    }
}
