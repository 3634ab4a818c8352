using System.Globalization;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// A name for everything that decides a segment's pictures: what is inside the clip and the voice, every setting that reaches a pixel, the
/// models and what runs them, this very build of the program, ffmpeg and what its encoder is told. What only goes into the finished file
/// (its place and name, its sound, its tags, its timecode) is left out.
/// </summary>
internal sealed record SegmentKey
{
    /// <summary>What is asked for.</summary>
    public required RenderSpec Spec { get; init; }

    /// <summary>Names what is inside the clip's file.</summary>
    public required string Clip { get; init; }

    /// <summary>
    /// The same of each file of the voice, of its times, of the words that drive the mouth and of the persons' pictures, by its path.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Voices { get; init; }

    /// <summary>Which frames the result shows.</summary>
    public required SourcePlan Plan { get; init; }

    /// <summary>The models and what runs them.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The key, 64 lower-case hex digits.</summary>
    /// <param name="tools">The ffmpeg that encodes.</param>
    /// <param name="target">The result.</param>
    public string Of(FfmpegTools tools, EncodeSpec target) => ContentKey.Of(
    [
        "segments-1", $"{typeof(SegmentKey).Module.ModuleVersionId}", tools.Version, .. SegmentWriter.Settings(tools, target),
        .. Models, Clip, .. Spec.VoicePaths.Select(path => Voices[path]),
        $"{Plan.Rate} {Plan.Source} {Plan.Count}", SettingsOf(Spec, path => Voices[path]),
    ]);

    /// <summary>What a spec asks of the pixels; files go by what is inside them.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="contentOf">Names what is inside a file of the voice, or the person's picture.</param>
    internal static string SettingsOf(RenderSpec spec, Func<string, string> contentOf)
    {
        // A record says all that it holds, what is added to it tomorrow included.
        var settings = spec with
        {
            ClipPath = string.Empty,
            VoicePath = string.Empty,
            VoicePieces = VoicePieces.None,
            VoiceTimesPath = null,
            PersonPath = null,
            Speakers = Speakers.None,
            Captions = null,
            KnownWords = null,
            OutputFolder = string.Empty,
            Variant = null,
            FinalAudioPath = null,
            NoAudio = false,
            StripMetadata = false,
        };
        var times = spec.VoiceTimesPath is { } path ? contentOf(path) : string.Empty;
        var words = spec is { IsDrivenByWords: true, KnownWords: { } known }
            ? $"{known.Language} {known.Text} {(known.Path is { } text ? contentOf(text) : null)}" : string.Empty;
        var person = spec.PersonPath is { } picture ? contentOf(picture) : string.Empty;
        var speakers = spec.Speakers.Select(speaker => string.Create(
            CultureInfo.InvariantCulture,
            $"{contentOf(speaker.VoicePath)} {speaker.Face} {(speaker.PersonPath is { } own ? contentOf(own) : null)} " +
            $"{string.Join(' ', speaker.Pieces.Select(Word))}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{settings} {times} {words} {person} {string.Join(' ', spec.VoicePieces.Select(Word))} {string.Join(" | ", speakers)}");

        string Word(VoicePiece piece) => string.Create(
            CultureInfo.InvariantCulture, $"{contentOf(piece.Path)} {piece.In.Ticks} {piece.Out.Ticks} {piece.At.Ticks}");
    }
}
