using System.CommandLine;
using System.Globalization;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Texts;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Onnx;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;
using HeyGem.Core.Weights;
using static HeyGem.Bridge.Cli.Arguments.OptionWords;

namespace HeyGem.Bridge.Cli;

/// <summary>The options of <c>render</c>, and how their words become a <see cref="RenderSpec"/>.</summary>
internal sealed class RenderOptions
{
    private readonly Option<string?> _audio =
        new("--audio") { Description = "The voice: a sound file, or a video whose sound is used. This or --speaker." };
    private readonly Option<string[]> _speakers = new("--speaker")
    {
        Description = "One of several voices and whose it is, given once for each: VOICE@WHO, WHO being left, right, largest, X,Y or a " +
            "picture of the person; auto, for all of them, finds who speaks when by the clip's own sound.",
    };

    private readonly Option<string[]> _lipSync = new("--lip-sync")
    {
        Description = "A stretch of the result in which the mouth may be driven, FROM..TO in seconds such as 3..5; given once for each. " +
            "All through when left out.",
    };

    private readonly Option<string[]> _noLipSync = new("--no-lip-sync")
    {
        Description = "A stretch in which the voice is heard and the mouth keeps its own pixels, FROM..TO in seconds; given once for each.",
    };

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
    private readonly Option<string?> _person =
        new("--person") { Description = "A picture of the person to drive, wherever in the clip they are." };
    private readonly Option<string?> _preview = new("--preview")
    {
        Description = "Render only a stretch to look at, at most 10 s, by a small part of the work: FROM..TO such as 3..5, or auto.",
    };

    private readonly WordOptions _words = new();
    private readonly Option<string> _wordsMouth = new("--words-mouth")
    {
        DefaultValueFactory = _ => "off",
        Description = "Experimental: what --text or --captions may do to the mouth: off, closures (lips close where the words have p, b " +
            "or m) or half (the mean of sound and words).",
    };

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
    private readonly Option<string?> _preset =
        new("--preset") { Description = "Settings saved under a name by `heygem presets save`; other options go over it." };

    /// <summary>The clips.</summary>
    public Argument<string[]> Clips { get; } =
        new("clip") { Arity = ArgumentArity.OneOrMore, Description = "Clips or still pictures; each is rendered with the same voice." };

    /// <summary>Whether standard output is JSON lines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output." };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Clips);
        foreach (var option in (Option[])[_audio, _speakers, _lipSync, _noLipSync, _out, _preset, _in, _outPoint, _audioIn, _audioOut,
            _face, _person, _preview,
            _fps, _finalAudio, _videoStream, _audioStream, _audioChannel, Json])
        {
            command.Add(option);
        }

        _words.AddTo(command);
        command.Add(_wordsMouth);
        AddSettingsTo(command);
    }

    /// <summary>Adds those that a preset can hold.</summary>
    public void AddSettingsTo(Command command)
    {
        foreach (var option in (Option[])[_engine, _format, _fit, _intensity, _offset, _style, _noAudio, _allowPartial, _stripMetadata,
            _model, _window, _enhancer, _enhancerShare, _provider])
        {
            command.Add(option);
        }
    }

    /// <summary>What the words ask for of that which a preset can hold; null for each that is not given.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a word is not one that its option knows.</exception>
    public Preset SettingsOf(ParseResult parsed)
    {
        bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };
        LipOffset? offset = Given(_offset) ? Offset(parsed) : null;
        return new Preset
        {
            Engine = Given(_engine) ? OptionWords.Engine(parsed, _engine) : null,
            Format = Given(_format) ? OptionWords.Of<OutputFormat>(parsed, _format) : null,
            NoAudio = Given(_noAudio) ? parsed.GetValue(_noAudio) : null,
            AllowPartial = Given(_allowPartial) ? parsed.GetValue(_allowPartial) : null,
            StripMetadata = Given(_stripMetadata) ? parsed.GetValue(_stripMetadata) : null,
            Fit = Given(_fit) ? OptionWords.Of<FitPolicy>(parsed, _fit) : null,
            Intensity = Given(_intensity) ? Number(parsed, _intensity, 0, 1.5) : null,
            OffsetMs = offset?.Milliseconds,
            OffsetFrames = offset?.Frames,
            VoiceStyle = Given(_style) ? OptionWords.Of<VoiceStyle>(parsed, _style) : null,
            Model = parsed.GetValue(_model),
            WindowOffset = Given(_window) ? Window(parsed) : null,
            Enhancer = parsed.GetValue(_enhancer),
            EnhancerShare = Given(_enhancerShare)
                ? Number(parsed, _enhancerShare, Wav2LipOptions.EnhancerShareKnob.Least, Wav2LipOptions.EnhancerShareKnob.Most) : null,
            Provider = Given(_provider) && parsed.GetValue(_provider) is not "auto"
                ? OptionWords.Of<OnnxProvider>(parsed, _provider) : null,
        };
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
        var speakers = new Speakers((parsed.GetValue(_speakers) ?? []).Select(SpeakerOf));
        var preset = parsed.GetValue(_preset) is { } name ? new PresetStore(DataFolder.Current().Presets).Find(name) : new Preset();
        var spec = SettingsOf(parsed).Over(preset.Over(new RenderSpec
        {
            ClipPath = NamedPath.Full("A clip", clip),
            VoicePath = VoiceOf(parsed, speakers),
            Speakers = speakers,
            NoLipSync = NoLipSyncOf(parsed),
            OutputFolder = NamedPath.Full(_out.Name, parsed.GetValue(_out)!),
            In = Point(parsed, _in),
            OutPoint = Point(parsed, _outPoint),
            AudioIn = Point(parsed, _audioIn),
            AudioOut = Point(parsed, _audioOut),
            Face = FaceChoice.TryParse(parsed.GetValue(_face)!, out var face)
                ? face : throw Invalid(_face, parsed.GetValue(_face)!, "auto, left, right, largest or X,Y in pixels"),
            PersonPath = parsed.GetValue(_person) is { } person ? NamedPath.Full(_person.Name, person) : null,
            Preview = parsed.GetValue(_preview) is not { } stretch ? null
                : Preview.TryParse(stretch, out var preview) ? preview
                : throw Invalid(_preview, stretch, "auto, or FROM..TO such as 3..5, 75f..125f or 00:00:03:00..00:00:05:00"),
            StillRate = parsed.GetResult(_fps) is { Implicit: false } ? rate : null,
            Streams = new StreamNumbers(
                StreamNumber(parsed, _videoStream), StreamNumber(parsed, _audioStream), StreamNumber(parsed, _audioChannel)),
            KnownWords = _words.Of(parsed),
            WordsMouth = OptionWords.Of<WordsMouth>(parsed, _wordsMouth),
            FinalAudioPath = parsed.GetValue(_finalAudio) is { } sound ? NamedPath.Full(_finalAudio.Name, sound) : null,
        }));

        CheckModelWords(parsed, spec.Engine);

        // "auto" is no provider that a preset could hold: given, it takes away the preset's.
        return parsed.GetResult(_provider) is { Implicit: false } && parsed.GetValue(_provider) is "auto"
            ? spec with { Provider = null } : spec;
    }

    /// <summary>What is said of a model is said of an engine that has one; passed over, it would seem to have worked.</summary>
    private void CheckModelWords(ParseResult parsed, string engine)
    {
        using var engines = BuiltInEngines.In(DataFolder.Current());
        if (engines.Find(engine) is not Wav2LipEngine
            && ((Option[])[_model, _window, _enhancer, _enhancerShare, _provider])
                .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{given.Name} goes with --engine wav2lip only.");
        }
    }

    /// <summary>Reads VOICE@WHO; what stands behind the last @ says who.</summary>
    private Speaker SpeakerOf(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || at == text.Length - 1)
        {
            throw Invalid(_speakers, text, "VOICE@WHO, WHO being auto, left, right, largest, X,Y in pixels or a picture of the person");
        }

        var speaker = new Speaker(NamedPath.Full(_speakers.Name, text[..at]));
        return FaceChoice.TryParse(text[(at + 1)..], out var face)
            ? speaker with { Face = face } : speaker with { PersonPath = NamedPath.Full(_speakers.Name, text[(at + 1)..]) };
    }

    private Stretches NoLipSyncOf(ParseResult parsed)
    {
        var only = StretchesOf(parsed, _lipSync);
        return (only.Count > 0 ? only.Others() : Stretches.None).With(StretchesOf(parsed, _noLipSync));
    }

    /// <summary>The stretches that are given, joined where they meet.</summary>
    private static Stretches StretchesOf(ParseResult parsed, Option<string[]> option) => new Stretches(
        (parsed.GetValue(option) ?? []).Select(text =>
        {
            var ends = text.Split("..");
            return ends.Length == 2 && Seconds(ends[0]) is { } from && Seconds(ends[1]) is { } to && to > from
                ? new Stretch(from, to) : throw Invalid(option, text, "FROM..TO in seconds, such as 3..5.5");
        })).With(Stretches.None);

    private static MediaTime? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 360_000
            ? MediaTime.FromSeconds(seconds) : null;

    private string VoiceOf(ParseResult parsed, Speakers speakers) => (parsed.GetValue(_audio), speakers.Count) switch
    {
        ({ } voice, 0) => NamedPath.Full(_audio.Name, voice),
        (null, > 0) => speakers[0].VoicePath,
        (null, _) => throw new HeyGemException(ErrorCode.ArgumentInvalid, "render needs a voice: --audio VOICE, or --speaker VOICE@WHO."),
        _ => throw new HeyGemException(ErrorCode.ArgumentInvalid, "--audio does not go with --speaker: each speaker has a voice."),
    };

    private static string EngineHelp()
    {
        using var engines = BuiltInEngines.In(DataFolder.Current());
        return $"auto, {string.Join(", ", engines.Engines.Select(e => $"{e.Info.Name} ({e.Info.Summary})"))}.";
    }

    private static string KnobHelp(EngineKnob knob, string before) => $"{before}{knob.Summary}, {knob.Range}.";

    private int Window(ParseResult parsed)
    {
        var window = parsed.GetValue(_window);
        return Wav2LipOptions.WindowOffsetKnob.Takes(window)
            ? window : throw Invalid(_window, $"{window}", $"whole numbers from {Wav2LipOptions.WindowOffsetKnob.Range}");
    }

    private LipOffset Offset(ParseResult parsed)
    {
        var text = parsed.GetValue(_offset)!;
        return LipOffset.TryParse(text, out var offset)
            ? offset : throw Invalid(_offset, text, "whole frames from -50 to 50, or milliseconds from -1000ms to 1000ms");
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
}
