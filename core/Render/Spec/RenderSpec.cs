using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Onnx;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Render.Spec;

/// <summary>
/// One clip range with its voice, and how to render them. Immutable; the pipeline calls <see cref="Check"/> before any work.
/// </summary>
public sealed record RenderSpec
{
    /// <summary>Path of the clip or still picture.</summary>
    public required string ClipPath { get; init; }

    /// <summary>Path of the file whose sound drives the mouth; that of the first piece where there are several.</summary>
    public required string VoicePath { get; init; }

    /// <summary>
    /// The voice where it was cut into pieces, on the clip's own time from its in point on; the result is then as long as the clip. Empty
    /// where the voice is one stretch of <see cref="VoicePath"/>.
    /// </summary>
    public VoicePieces VoicePieces { get; init; } = VoicePieces.None;

    /// <summary>
    /// Path of a file that tells when the voice's lips touch, as <see cref="VoiceTimes"/> writes it, where a synthesizer told; null for
    /// what is heard. It counts on the time of <see cref="VoicePath"/> and says nothing of a voice in pieces.
    /// </summary>
    public string? VoiceTimesPath { get; init; }

    /// <summary>First frame of the clip, or null for its start.</summary>
    public MediaPoint? In { get; init; }

    /// <summary>First frame after the range, or null for the clip's end.</summary>
    public MediaPoint? OutPoint { get; init; }

    /// <summary>Start of the voice, or null for its start.</summary>
    public MediaPoint? AudioIn { get; init; }

    /// <summary>End of the voice, exclusive, or null for its end.</summary>
    public MediaPoint? AudioOut { get; init; }

    /// <summary>Folder that the result is written to; created when missing.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// What tells the result's name from other results of the clip, such as a language tag: 1..40 letters, digits and hyphens; null for
    /// nothing.
    /// </summary>
    public string? Variant { get; init; }

    /// <summary>The word of the engine asked for, one of <see cref="EngineRegistry.Words"/> in any case.</summary>
    public string Engine { get; init; } = EngineRegistry.Auto;

    /// <summary>How a Wav2Lip-class model is used, where the engine is one.</summary>
    public Wav2LipOptions Wav2Lip { get; init; } = new();

    /// <summary>
    /// What runs the engine's model, or null for the best that works here; the processor stands in for one that does not.
    /// </summary>
    public OnnxProvider? Provider { get; init; }

    /// <summary>
    /// Path of a file whose sound the result has instead of the voice's, over the same stretch of time; null for the voice itself.
    /// </summary>
    public string? FinalAudioPath { get; init; }

    /// <summary>
    /// The clip's picture stream and the voice's sound stream and channel, where somebody chose; a choice of sound holds for every file of
    /// the voice.
    /// </summary>
    public StreamNumbers Streams { get; init; } = StreamNumbers.None;

    /// <summary>Whether the result carries nothing that names the clip's camera, reel or time.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>What the result is written as.</summary>
    public OutputFormat Format { get; init; }

    /// <summary>Whether the result has no sound.</summary>
    public bool NoAudio { get; init; }

    /// <summary>Whether a clip that is cut short, or lacks pictures in the middle, is rendered as far as it can be read.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>What happens where the voice and the clip differ in length.</summary>
    public FitPolicy Fit { get; init; }

    /// <summary>Strength of the mouth's movement, 0..1.5; 1 is as measured.</summary>
    public double Intensity { get; init; } = 1;

    /// <summary>How much later (positive) or earlier the lips move; -50..50 frames and -1000..1000 milliseconds.</summary>
    public LipOffset Offset { get; init; }

    /// <summary>How strongly the mouth articulates.</summary>
    public VoiceStyle VoiceStyle { get; init; }

    /// <summary>Which face is driven.</summary>
    public FaceChoice Face { get; init; } = FaceChoice.Auto;

    /// <summary>Path of a picture of the person who is driven, wherever they are; null for whom the clip is about.</summary>
    public string? PersonPath { get; init; }

    /// <summary>
    /// The people who speak, where there are several: 2 to <see cref="Speakers.Most"/>, or one voice of which nobody said whose
    /// it is. <see cref="VoicePath"/> is then the voice of the
    /// first, and each has a face of their own; the result is as long as the clip, and all voices are heard. None for one voice.
    /// </summary>
    public Speakers Speakers { get; init; } = Speakers.None;

    /// <summary>Where the voice is heard and no mouth is driven: the face keeps its own pixels there.</summary>
    public Stretches NoLipSync { get; init; } = Stretches.None;

    /// <summary>Frame rate of the result where the clip is a still picture, 1..240 frames a second; null for 25.</summary>
    public FrameRate? StillRate { get; init; }

    /// <summary>
    /// Captions that are spoken to be the voice; whoever has them spoken puts the speech in as <see cref="VoicePath"/>, which names the
    /// captions until then. Null where the voice is sound.
    /// </summary>
    public SpokenCaptions? Captions { get; init; }

    /// <summary>
    /// What the voice is known to say, so that the report tells when each word is heard. Null where nobody told.
    /// </summary>
    public KnownWords? KnownWords { get; init; }

    /// <summary>What the known words may do to the mouth; experimental.</summary>
    public WordsMouth WordsMouth { get; init; }

    /// <summary>The stretch of a finished result that is made anew; null to render a whole result.</summary>
    public Correction? Correction { get; init; }

    /// <summary>The stretch of the result that is rendered to be looked at; null to render all of it.</summary>
    public Preview? Preview { get; init; }

    /// <summary>
    /// Where the segments of a long clip are kept until whoever gave the folder removes it, so that an interrupted render goes on there;
    /// null for a folder beside the result that is removed when the render ends.
    /// </summary>
    internal string? WorkFolder { get; init; }

    /// <summary>The id of the queue's item that is rendered; null outside the queue.</summary>
    internal string? ItemId { get; init; }

    /// <summary>Every file that is heard as the voice, each once.</summary>
    internal IReadOnlyList<string> VoicePaths =>
    [
        .. (Speakers.Count > 0 ? Speakers.SelectMany(s => s.VoicePaths)
            : VoicePieces.Count > 0 ? VoicePieces.Select(p => p.Path) : [VoicePath])
            .Concat(Correction?.InOrder().Select(c => c.Voice) ?? []).Distinct(),
    ];

    /// <summary>Whether known words reach the mouth.</summary>
    internal bool IsDrivenByWords => WordsMouth != WordsMouth.Off && KnownWords is not null;

    /// <summary>What the engine is asked for.</summary>
    internal EngineRequest EngineRequest => new(Provider, [Wav2Lip]);

    /// <summary>Every file that the render reads, each once.</summary>
    public IReadOnlyList<string> SourcePaths() =>
    [
        .. new[] { ClipPath }.Concat((this with { Correction = null }).VoicePaths)
            .Concat(new[]
            {
                FinalAudioPath, VoiceTimesPath, PersonPath, Captions?.Path, Captions?.BackgroundPath, KnownWords?.Path,
            }.OfType<string>())
            .Concat(Speakers.Select(s => s.PersonPath).OfType<string>()).Concat(Correction?.Paths() ?? []).Distinct(),
    ];

    /// <summary>Refuses numbers outside the ranges that the properties state. Opens no file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: names the number and its range.</exception>
    public void Check()
    {
        Require(Intensity is >= 0 and <= 1.5, $"The intensity is {Intensity}: it takes 0 to 1.5.");
        Require(Offset.Frames is >= -50 and <= 50, $"The offset is {Offset.Frames} frames: it takes -50 to 50.");
        Require(Offset.Milliseconds is >= -1000 and <= 1000, $"The offset is {Offset.Milliseconds} ms: it takes -1000 to 1000.");
        Require(
            StillRate is null or { Denominator: > 0, PerSecond: >= 1 and <= 240 },
            $"The rate of a still picture is {StillRate}: it takes 1 to 240 frames a second.");
        Require(
            Variant is null || (Variant.Length is >= 1 and <= 40 && Variant.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')),
            $"The variant \"{Variant}\" is none: it takes 1 to 40 letters, digits and hyphens.");
        foreach (var number in (int?[])[Streams.Video, Streams.Audio, Streams.Channel])
        {
            Require(number is null or (>= 1 and <= StreamNumbers.Most), $"The stream {number} is none: streams count from 1.");
        }

        Require(VoicePieces.Count <= VoicePieces.Most, $"The voice has {VoicePieces.Count} pieces: it takes {VoicePieces.Most} at most.");
        foreach (var pieces in Speakers.Select(s => s.Pieces).Prepend(VoicePieces))
        {
            if (pieces.Fault() is var (index, field, rule))
            {
                Require(false, $"Piece {index + 1} of the voice is wrong: \"{field}\" {rule}.");
            }
        }

        var people = Speakers.Count == 1 ? "person speaks" : "people speak";
        Require(
            Speakers.Count is 0 or (>= 2 and <= Speakers.Most) || Speakers is [{ IsAuto: true }],
            $"{Speakers.Count} {people}: it takes 2 to {Speakers.Most}, or one voice with auto.");
        Require(
            Speakers.All(s => !s.IsAuto) || Speakers.All(s => s is { IsAuto: true, Pieces.Count: 0 }),
            $"Of several voices either all say whose they are or none; a voice that does not is heard whole.");
        if (Speakers.Count > 0)
        {
            Require(VoicePath == Speakers[0].VoicePath, $"The voice is that of the first who speaks.");
            Require(Fit == FitPolicy.Cut, $"Several voices go with the fit \"cut\" only.");
            Require(
                this is
                {
                    PersonPath: null, AudioIn: null, AudioOut: null, VoiceTimesPath: null, Captions: null, KnownWords: null,
                    Correction: null,
                }
                    && VoicePieces.Count == 0 && Face == FaceChoice.Auto,
                $"Several voices say each by itself whose and when: no face, person, range, captions, words or correction goes with them.");
        }

        Require(NoLipSync.Count <= Stretches.Most, $"{NoLipSync.Count} ranges have no lip-sync: it takes {Stretches.Most} at most.");
        Require(
            NoLipSync.Fault() is null,
            $"Range {NoLipSync.Fault() + 1} without lip-sync is wrong: each ends after its start, and begins after the one before it.");
        Require(WordsMouth == WordsMouth.Off || KnownWords is not null, $"Words drive a mouth only where they are given.");
        Require(
            WordsMouth == WordsMouth.Off || Correction is null,
            $"A result whose mouth was driven by words, which is an experiment, is corrected by rendering it again.");
        Require(Preview is null || Correction is null, $"A correction has no preview.");
        Require(VoicePieces.Count == 0 || Fit == FitPolicy.Cut, $"A voice in pieces goes with the fit \"cut\" only.");
        foreach (var options in EngineRequest.Options)
        {
            options.Check();
        }

        static void Require(bool holds, FormattableString sentence)
        {
            if (!holds)
            {
                throw new HeyGemException(ErrorCode.ArgumentInvalid, FormattableString.Invariant(sentence));
            }
        }
    }
}
