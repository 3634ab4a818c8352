using System.CommandLine;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;
using static HeyGem.Bridge.Cli.Arguments.OptionWords;

namespace HeyGem.Bridge.Cli;

/// <summary>The options of <c>timeline</c>.</summary>
internal sealed class TimelineOptions
{
    private readonly Argument<string> _cut =
        new("cut") { Description = "The timeline file: Final Cut Pro XML (xmeml), FCPXML, OpenTimelineIO or EDL." };
    private readonly Option<string?> _voiceTrack =
        new("--voice-track") { Description = "The audio track that holds the voice, such as A2; whatever sounds longest when left out." };
    private readonly Option<string?> _voice = new("--voice") { Description = "A voice file; its start meets the start of each clip." };
    private readonly Option<string> _clips = new("--clips")
    {
        DefaultValueFactory = _ => "V1",
        Description = "V1, V2, ...: the clips of a track; selected: those between the sequence's in and out points; marked or " +
            "marked:COLOUR: those with a label or marker.",
    };
    private readonly Option<string[]> _roots = new("--media-root")
    {
        DefaultValueFactory = _ => [],
        Description = "FROM=TO: the folder FROM of the timeline's machine is TO here. =TO: missing files are looked for in TO by name.",
    };
    private readonly Option<string?> _rate =
        new("--rate") { Description = "Frames a second of an EDL, such as 25 or 29.97: it does not tell. Other formats do." };
    private readonly Option<int> _handles =
        new("--handles") { DefaultValueFactory = _ => 0, Description = $"Extra frames, 0..{TimelineChoice.MostHandles}." };
    private readonly Option<string> _out = new("--out") { Required = true, Description = "The new timeline file." };
    private readonly Option<string?> _renders =
        new("--renders") { Description = "Folder for the renders; beside the new timeline when left out." };
    private readonly Option<string> _engine =
        new("--engine") { DefaultValueFactory = _ => EngineRegistry.Auto, Description = "As in render." };
    private readonly Option<string> _format =
        new("--format") { DefaultValueFactory = _ => "match", Description = "h264, prores, dnxhr or match (nearest to the source)." };

    /// <summary>Whether nothing is rendered.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only list what would be rendered, and what not and why." };

    /// <summary>Whether standard output is JSON lines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output." };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_cut);
        foreach (var option in (Option[])
            [_voiceTrack, _voice, _clips, _roots, _rate, _handles, _out, _renders, _engine, _format, DryRun, Json])
        {
            command.Add(option);
        }
    }

    /// <summary>What the words ask for.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a word is not one that its option knows.</exception>
    public TimelineOrder Read(ParseResult parsed)
    {
        var output = NamedPath.Full(_out.Name, parsed.GetRequiredValue(_out));
        if (Directory.Exists(output))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"--out names the new timeline file, and {output} is a folder.");
        }

        return new TimelineOrder
        {
            Cut = NamedPath.Full("The timeline file", parsed.GetRequiredValue(_cut)),
            Output = output,
            Renders = parsed.GetValue(_renders) is { } folder ? NamedPath.Full(_renders.Name, folder)
                : Path.Combine(Path.GetDirectoryName(output)!, $"{Path.GetFileNameWithoutExtension(output)} renders"),
            Choice = Choice(parsed),
            Roots = [.. parsed.GetValue(_roots)!.Select(Root)],
            Rate = parsed.GetValue(_rate) is not { } rate ? null
                : FrameRate.TryParse(rate, out var told) && told.PerSecond is >= 1 and <= 240
                    ? told : throw Invalid(_rate, rate, "1 to 240 frames a second, such as 25, 29.97 or 30000/1001"),
            Engine = OptionWords.Engine(parsed, _engine),
            Format = OptionWords.Of<OutputFormat>(parsed, _format),
        };
    }

    private TimelineChoice Choice(ParseResult parsed)
    {
        var choice = new TimelineChoice { Voice = Voice(parsed), Clips = parsed.GetValue(_clips)!, Handles = parsed.GetValue(_handles) };
        return !choice.IsKnown ? throw Invalid(_clips, choice.Clips, "V1, selected, marked or marked:COLOUR")
            : choice.Handles is < 0 or > TimelineChoice.MostHandles
                ? throw Invalid(_handles, $"{choice.Handles}", $"0 to {TimelineChoice.MostHandles} frames") : choice;
    }

    private VoiceChoice Voice(ParseResult parsed)
    {
        var (track, file) = (parsed.GetValue(_voiceTrack), parsed.GetValue(_voice));
        if (track is not null && file is not null)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, "--voice-track and --voice name two voices; give one of them.");
        }

        if (file is not null)
        {
            var path = NamedPath.Full(_voice.Name, file);
            return File.Exists(path) ? new VoiceChoice.OneFile(path)
                : throw new HeyGemException(ErrorCode.InputNotFound, $"The voice '{path}' does not exist.");
        }

        return track is null ? new VoiceChoice.AnyTrack()
            : TimelineChoice.TrackNumber(track, TrackKind.Audio) is { } index ? new VoiceChoice.OneTrack(index)
            : throw Invalid(_voiceTrack, track, "an audio track such as A2");
    }

    private (string From, string To) Root(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0 && equals < text.Length - 1
            ? (text[..equals], NamedPath.Full(_roots.Name, text[(equals + 1)..])) : throw Invalid(_roots, text, "FROM=TO, two folders");
    }
}

/// <summary>What is asked of <c>timeline</c>.</summary>
internal sealed record TimelineOrder
{
    public required string Cut { get; init; }

    public required string Output { get; init; }

    public required string Renders { get; init; }

    public required TimelineChoice Choice { get; init; }

    public required IReadOnlyList<(string From, string To)> Roots { get; init; }

    /// <summary>The rate of an edit decision list, or null where nobody told it.</summary>
    public FrameRate? Rate { get; init; }

    public required string Engine { get; init; }

    public required OutputFormat Format { get; init; }
}
