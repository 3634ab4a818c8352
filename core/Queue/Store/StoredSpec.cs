using System.Text.Json.Serialization;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// What the store keeps of a <see cref="RenderSpec"/>: a version and plain words. Its names and words are those of the version, whatever
/// the program calls them; a change of either is a new version with an upgrade in <see cref="StoredSpecFile"/>.
/// </summary>
internal sealed record StoredSpec
{
    /// <summary>The version that is written.</summary>
    public const int Current = 6;

    public required int Version { get; init; }

    public required string ClipPath { get; init; }

    public required string VoicePath { get; init; }

    /// <summary>Since version 2; null for a voice of one stretch.</summary>
    public IReadOnlyList<StoredPiece>? VoicePieces { get; init; }

    public string? In { get; init; }

    public string? OutPoint { get; init; }

    public string? AudioIn { get; init; }

    public string? AudioOut { get; init; }

    public required string OutputFolder { get; init; }

    public required string Engine { get; init; }

    public string? Wav2lipModel { get; init; }

    public required int Wav2lipWindow { get; init; }

    public string? Enhancer { get; init; }

    public required double EnhancerShare { get; init; }

    public string? Provider { get; init; }

    public string? FinalAudioPath { get; init; }

    /// <summary>Since version 3, as the next three; null where the rule chooses.</summary>
    public int? VideoStream { get; init; }

    public int? AudioStream { get; init; }

    public int? AudioChannel { get; init; }

    public required bool StripMetadata { get; init; }

    public required string Format { get; init; }

    public required bool NoAudio { get; init; }

    public required bool AllowPartial { get; init; }

    public required string Fit { get; init; }

    public required double Intensity { get; init; }

    public required int OffsetFrames { get; init; }

    public required double OffsetMilliseconds { get; init; }

    public required string VoiceStyle { get; init; }

    public required string Face { get; init; }

    public required string StillRate { get; init; }

    /// <summary>Since version 4, as the next; null for none.</summary>
    public string? Variant { get; init; }

    public string? VoiceTimesPath { get; init; }

    /// <summary>Since version 5, as the next two; null for none.</summary>
    public string? PersonPath { get; init; }

    public StoredCaptions? Captions { get; init; }

    public StoredCorrection? Correction { get; init; }

    /// <summary>Since version 6; null for none.</summary>
    public StoredKnownWords? KnownWords { get; init; }

    /// <summary>Since version 6; null for none.</summary>
    public string? WordsMouth { get; init; }

    /// <summary>Since version 6; null for one voice.</summary>
    public IReadOnlyList<StoredVoice>? Speakers { get; init; }

    /// <summary>Since version 6; null for none.</summary>
    public IReadOnlyList<StoredStretch>? NoLipSync { get; init; }

    /// <summary>The words of a spec.</summary>
    public static StoredSpec Of(RenderSpec spec) => new()
    {
        Version = Current,
        ClipPath = spec.ClipPath,
        VoicePath = spec.VoicePath,
        VoicePieces = spec.VoicePieces.Count == 0 ? null : [.. spec.VoicePieces.Select(StoredPiece.Of)],
        In = spec.In?.ToString(),
        OutPoint = spec.OutPoint?.ToString(),
        AudioIn = spec.AudioIn?.ToString(),
        AudioOut = spec.AudioOut?.ToString(),
        OutputFolder = spec.OutputFolder,
        Engine = spec.Engine,
        Wav2lipModel = spec.Wav2Lip.Model,
        Wav2lipWindow = spec.Wav2Lip.WindowOffset,
        Enhancer = spec.Wav2Lip.Enhancer,
        EnhancerShare = spec.Wav2Lip.EnhancerShare,
        Provider = spec.Provider is { } provider ? StoredWord.Of(provider) : null,
        FinalAudioPath = spec.FinalAudioPath,
        VideoStream = spec.Streams.Video,
        AudioStream = spec.Streams.Audio,
        AudioChannel = spec.Streams.Channel,
        StripMetadata = spec.StripMetadata,
        Format = StoredWord.Of(spec.Format),
        NoAudio = spec.NoAudio,
        AllowPartial = spec.AllowPartial,
        Fit = StoredWord.Of(spec.Fit),
        Intensity = spec.Intensity,
        OffsetFrames = spec.Offset.Frames,
        OffsetMilliseconds = spec.Offset.Milliseconds,
        VoiceStyle = StoredWord.Of(spec.VoiceStyle),
        Face = spec.Face.ToString(),
        StillRate = (spec.StillRate ?? FrameRate.Default).ToString(),
        Variant = spec.Variant,
        VoiceTimesPath = spec.VoiceTimesPath,
        PersonPath = spec.PersonPath,
        Captions = spec.Captions is { } captions ? StoredCaptions.Of(captions) : null,
        Correction = spec.Correction is { } correction ? StoredCorrection.Of(correction) : null,
        KnownWords = spec.KnownWords is { } known ? new StoredKnownWords(known.Language) { Text = known.Text, Path = known.Path } : null,
        WordsMouth = spec.WordsMouth == default ? null : StoredWord.Of(spec.WordsMouth),
        Speakers = spec.Speakers.Count == 0 ? null : [.. spec.Speakers.Select(StoredVoice.Of)],
        NoLipSync = spec.NoLipSync.Count == 0 ? null : [.. spec.NoLipSync.Select(s => new StoredStretch(s.From.Ticks, s.To.Ticks))],
    };

    /// <summary>The spec that these words mean.</summary>
    /// <exception cref="FormatException">A word is none that this version knows.</exception>
    public RenderSpec ToSpec()
    {
        var plain = new RenderSpec { ClipPath = ClipPath, VoicePath = VoicePath, OutputFolder = OutputFolder };
        return plain with
        {
            VoicePieces = VoicePieces is { Count: > 0 } pieces
                ? new VoicePieces(pieces.Select(p => p.ToPiece()))
                : plain.VoicePieces,
            In = Point(In),
            OutPoint = Point(OutPoint),
            AudioIn = Point(AudioIn),
            AudioOut = Point(AudioOut),
            Engine = Engine,
            Wav2Lip = plain.Wav2Lip with
            {
                Model = Wav2lipModel,
                WindowOffset = Wav2lipWindow,
                Enhancer = Enhancer,
                EnhancerShare = EnhancerShare
            },
            Provider = StoredWord.ReadOptional(Provider, plain.Provider),
            FinalAudioPath = FinalAudioPath,
            Streams = plain.Streams with { Video = VideoStream, Audio = AudioStream, Channel = AudioChannel },
            StripMetadata = StripMetadata,
            Format = StoredWord.Read(Format, plain.Format),
            NoAudio = NoAudio,
            AllowPartial = AllowPartial,
            Fit = StoredWord.Read(Fit, plain.Fit),
            Intensity = Intensity,
            Offset = new LipOffset(OffsetFrames, OffsetMilliseconds),
            VoiceStyle = StoredWord.Read(VoiceStyle, plain.VoiceStyle),
            Face = FaceChoice.TryParse(Face, out var face) ? face : throw new FormatException($"\"{Face}\" is no face."),
            StillRate = !FrameRate.TryParse(StillRate, out var rate) ? throw new FormatException($"\"{StillRate}\" is no rate.")
                : rate == FrameRate.Default ? null : rate,
            Variant = Variant,
            VoiceTimesPath = VoiceTimesPath,
            PersonPath = PersonPath,
            Captions = Captions?.ToCaptions(),
            Correction = Correction?.ToCorrection(),
            KnownWords = KnownWords is { } known ? new KnownWords(known.Language) { Text = known.Text, Path = known.Path } : null,
            WordsMouth = WordsMouth is { } mouth ? StoredWord.Read(mouth, plain.WordsMouth) : plain.WordsMouth,
            Speakers = Speakers is { Count: > 0 } speakers ? new Speakers(speakers.Select(s => s.ToSpeaker())) : plain.Speakers,
            NoLipSync = NoLipSync is { Count: > 0 } alone
                ? new Stretches(alone.Select(s => new Stretch(new MediaTime(s.From), new MediaTime(s.To)))) : plain.NoLipSync,
        };
    }

    private static MediaPoint? Point(string? text) => text is null ? null
        : MediaPoint.TryParse(text, out var point) ? point
        : throw new FormatException($"\"{text}\" is no point in a clip.");
}

/// <summary>One piece of a voice; times in ticks.</summary>
internal sealed record StoredPiece(string Path, long In, long Out, long At)
{
    /// <summary>The words of a piece.</summary>
    public static StoredPiece Of(VoicePiece piece) => new(piece.Path, piece.In.Ticks, piece.Out.Ticks, piece.At.Ticks);

    /// <summary>The piece that these words mean.</summary>
    public VoicePiece ToPiece() => new(Path, new MediaTime(In), new MediaTime(Out), new MediaTime(At));
}

/// <summary>A stretch of a result; times in ticks.</summary>
internal sealed record StoredStretch(long From, long To);

/// <summary>
/// The JSON of a <see cref="StoredSpec"/>. A name that the version does not have makes it unreadable: it may be a damaged one.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(StoredSpec))]
internal sealed partial class StoredSpecJson : JsonSerializerContext;

/// <summary>The same for writing, without what only reading asks for.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredSpec))]
internal sealed partial class WrittenSpecJson : JsonSerializerContext;
