using System.CommandLine;
using System.Globalization;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Onnx;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary>The options of <c>render</c>, and how their words become a <see cref="RenderSpec"/>.</summary>
internal sealed class RenderOptions
{
    private readonly Option<string> _audio =
        new("--audio") { Required = true, Description = "The voice: a sound file, or a video whose sound is used." };
    private readonly Option<string> _out = new("--out") { DefaultValueFactory = _ => "outputs", Description = "Folder for the results." };
    private readonly Option<string> _engine =
        new("--engine") { DefaultValueFactory = _ => EngineRegistry.Auto, Description = EngineHelp() };
    private readonly Option<string?> _in = new("--in") { Description = "First frame of the clip: seconds, timecode or 300f." };
    private readonly Option<string?> _outPoint = new("--out-point") { Description = "First frame after the range." };
    private readonly Option<string?> _audioIn = new("--audio-in") { Description = "Start of the voice." };
    private readonly Option<string?> _audioOut = new("--audio-out") { Description = "End of the voice." };
    private readonly Option<string> _format =
        new("--format") { DefaultValueFactory = _ => "h264", Description = "h264, prores, dnxhr or match (nearest to the source)." };
    private readonly Option<string> _fit = new(
        "--fit")
    { DefaultValueFactory = _ => "cut", Description = "When voice and clip differ in length: cut, loop, pingpong or hold." };
    private readonly Option<string> _intensity =
        new("--intensity") { DefaultValueFactory = _ => "1", Description = "Strength of the movement, 0..1.5." };
    private readonly Option<string> _offset =
        new("--offset") { DefaultValueFactory = _ => "0", Description = "Lips later (+) or earlier (-): frames, or milliseconds as 80ms." };
    private readonly Option<string> _face =
        new("--face") { DefaultValueFactory = _ => "auto", Description = "auto, left, right, largest or X,Y in pixels." };
    private readonly Option<string> _style =
        new("--voice-style") { DefaultValueFactory = _ => "natural", Description = "natural or clear (stronger articulation)." };
    private readonly Option<string> _fps =
        new("--fps") { DefaultValueFactory = _ => "25", Description = "Frame rate when the clip is a still picture." };
    private readonly Option<string?> _model =
        new("--model") { Description = "With wav2lip: an installed model's name or a file; the first installed when left out." };
    private readonly Option<int> _window = new("--window-offset")
    {
        DefaultValueFactory = _ => Wav2LipOptions.NaturalOffset,
        Description = KnobHelp(Wav2LipOptions.WindowOffsetKnob, "With wav2lip: ")
    };
    private readonly Option<string?> _enhancer =
        new("--enhancer") { Description = "With wav2lip: an installed face enhancer's name or a file; none when left out." };
    private readonly Option<string> _enhancerShare = new(
        "--enhancer-share")
    { DefaultValueFactory = _ => "0.5", Description = KnobHelp(Wav2LipOptions.EnhancerShareKnob, string.Empty) };
    private readonly Option<string> _provider = new("--provider")
    {
        DefaultValueFactory = _ => "auto",
        Description = "What runs the model: auto, cpu, cuda, tensorrt, directml or coreml."
    };
    private readonly Option<string?> _finalAudio =
        new("--final-audio") { Description = "The sound of the result, where it is another than the voice: a mix, for example." };
    private readonly Option<bool> _allowPartial = new("--allow-partial")
    {
        Description = "Render what is there of a clip that is cut short or damaged, and say in numbers what is not.",
    };

    private readonly Option<int?> _videoStream =
        new("--video-stream") { Description = "The clip's picture stream by number, from 1; by the rule when left out." };
    private readonly Option<int?> _audioStream =
        new("--audio-stream") { Description = "The voice's sound stream by number, from 1; by the rule when left out." };
    private readonly Option<int?> _audioChannel =
        new("--audio-channel") { Description = "The one channel of the voice's sound that is heard, from 1." };
    private readonly Option<bool> _stripMetadata =
        new("--strip-metadata") { Description = "Carry nothing over that names the clip's camera, reel or time." };
    private readonly Option<bool> _noAudio = new("--no-audio") { Description = "Write the picture only." };

    /// <summary>The clips.</summary>
    public Argument<string[]> Clips { get; } =
        new("clip") { Arity = ArgumentArity.OneOrMore, Description = "Clips or still pictures; each is rendered with the same voice." };

    /// <summary>Whether standard output is JSON lines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output." };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Clips);
        foreach (var option in (Option[])[_audio, _out, _engine, _in, _outPoint, _audioIn, _audioOut, _format, _fit, _intensity, _offset,
            _face, _style, _fps, _noAudio, _allowPartial, _finalAudio, _videoStream, _audioStream, _audioChannel, _stripMetadata,
            _model, _window, _enhancer, _enhancerShare, _provider, Json])
        {
            command.Add(option);
        }
    }

    /// <summary>What the words ask for, for one clip.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a word is not one that its option knows.</exception>
    public RenderSpec SpecFor(ParseResult parsed, string clip)
    {
        if (clip.StartsWith("--", StringComparison.Ordinal) && !File.Exists(clip))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"render has no option {clip}.");
        }

        var rate = FrameRate.TryParse(parsed.GetValue(_fps)!, out var fps) && fps.PerSecond is >= 1 and <= 240
            ? fps
            : throw Invalid(_fps, parsed.GetValue(_fps)!, "a rate from 1 to 240 such as 25, 29.97 or 30000/1001");
        return new RenderSpec
        {
            ClipPath = FullPath("A clip", clip),
            VoicePath = FullPath(_audio.Name, parsed.GetValue(_audio)!),
            OutputFolder = FullPath(_out.Name, parsed.GetValue(_out)!),
            Engine = Engine(parsed),
            In = Point(parsed, _in),
            OutPoint = Point(parsed, _outPoint),
            AudioIn = Point(parsed, _audioIn),
            AudioOut = Point(parsed, _audioOut),
            Format = Word<OutputFormat>(parsed, _format),
            Fit = Word<FitPolicy>(parsed, _fit),
            Intensity = Number(parsed, _intensity, 0, 1.5),
            Offset = Offset(parsed),
            Face = FaceChoice.TryParse(parsed.GetValue(_face)!, out var face)
                ? face : throw Invalid(_face, parsed.GetValue(_face)!, "auto, left, right, largest or X,Y in pixels"),
            VoiceStyle = Word<VoiceStyle>(parsed, _style),
            StillRate = rate,
            NoAudio = parsed.GetValue(_noAudio),
            AllowPartial = parsed.GetValue(_allowPartial),
            Streams = new StreamNumbers(
                StreamNumber(parsed, _videoStream), StreamNumber(parsed, _audioStream), StreamNumber(parsed, _audioChannel)),
            StripMetadata = parsed.GetValue(_stripMetadata),
            FinalAudioPath = parsed.GetValue(_finalAudio) is { } sound ? FullPath(_finalAudio.Name, sound) : null,
            Wav2Lip = Wav2Lip(parsed),
            Provider = parsed.GetValue(_provider) is "auto" ? null : Word<OnnxProvider>(parsed, _provider),
        };
    }

    private static string FullPath(string what, string text) => string.IsNullOrWhiteSpace(text)
        ? throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{what} is empty; it names a file or a folder.")
        : Path.GetFullPath(text);

    private string Engine(ParseResult parsed)
    {
        using var engines = BuiltInEngines.In(DataFolder.Current());
        var word = parsed.GetValue(_engine)!;
        return engines.Find(word) is null ? throw Invalid(_engine, word, string.Join(", ", engines.Words)) : word;
    }

    private static string EngineHelp()
    {
        using var engines = BuiltInEngines.In(DataFolder.Current());
        return $"auto, {string.Join(", ", engines.Engines.Select(e => $"{e.Info.Name} ({e.Info.Summary})"))}.";
    }

    private static string KnobHelp(EngineKnob knob, string before) => $"{before}{knob.Summary}, {knob.Range}.";

    private Wav2LipOptions Wav2Lip(ParseResult parsed)
    {
        var window = parsed.GetValue(_window);
        return new Wav2LipOptions
        {
            Model = parsed.GetValue(_model),
            WindowOffset = Wav2LipOptions.WindowOffsetKnob.Takes(window)
                ? window : throw Invalid(_window, $"{window}", $"whole numbers from {Wav2LipOptions.WindowOffsetKnob.Range}"),
            Enhancer = parsed.GetValue(_enhancer),
            EnhancerShare = Number(parsed, _enhancerShare, Wav2LipOptions.EnhancerShareKnob.Least, Wav2LipOptions.EnhancerShareKnob.Most),
        };
    }

    private LipOffset Offset(ParseResult parsed)
    {
        var text = parsed.GetValue(_offset)!;
        return LipOffset.TryParse(text, out var offset)
            ? offset : throw Invalid(_offset, text, "whole frames from -50 to 50, or milliseconds from -1000ms to 1000ms");
    }

    private static T Word<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum
    {
        var text = parsed.GetValue(option)!;
        return Enum.TryParse<T>(text, ignoreCase: true, out var value)
            && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? value
            : throw Invalid(option, text, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());
    }

    private static MediaPoint? Point(ParseResult parsed, Option<string?> option)
    {
        var text = parsed.GetValue(option);
        if (text is null)
        {
            return null;
        }

        return MediaPoint.TryParse(text, out var point)
            ? point : throw Invalid(option, text, "seconds (12.5), frames (300f) or timecode (00:00:12:12)");
    }

    private static int? StreamNumber(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option) switch
        {
            null => null,
            >= 1 and <= StreamNumbers.Most and var number => number,
            var number => throw Invalid(option, $"{number}", $"whole numbers from 1 to {StreamNumbers.Most}"),
        };

    private static double Number(ParseResult parsed, Option<string> option, double min, double max)
    {
        var text = parsed.GetValue(option)!;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Invalid(option, text, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
    }

    private static HeyGemException Invalid(Option option, string text, string accepted) =>
        new(ErrorCode.ArgumentInvalid, $"{option.Name} does not know \"{text}\": it takes {accepted}.");
}
