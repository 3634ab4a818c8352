using System.Text.Json.Serialization;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Onnx;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Presets;

/// <summary>Settings of a render under a name of the user's: of each, a value, or null where the preset says nothing of it.</summary>
public sealed record Preset
{
    /// <summary><see cref="RenderSpec.Engine"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Engine { get; init; }

    /// <summary><see cref="RenderSpec.Format"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OutputFormat? Format { get; init; }

    /// <summary><see cref="RenderSpec.NoAudio"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NoAudio { get; init; }

    /// <summary><see cref="RenderSpec.AllowPartial"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? AllowPartial { get; init; }

    /// <summary><see cref="RenderSpec.StripMetadata"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? StripMetadata { get; init; }

    /// <summary><see cref="RenderSpec.Fit"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FitPolicy? Fit { get; init; }

    /// <summary><see cref="RenderSpec.Intensity"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Intensity { get; init; }

    /// <summary>The milliseconds of <see cref="RenderSpec.Offset"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? OffsetMs { get; init; }

    /// <summary>The frames of <see cref="RenderSpec.Offset"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OffsetFrames { get; init; }

    /// <summary><see cref="RenderSpec.VoiceStyle"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VoiceStyle? VoiceStyle { get; init; }

    /// <summary><see cref="Wav2LipOptions.Model"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary><see cref="Wav2LipOptions.WindowOffset"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WindowOffset { get; init; }

    /// <summary><see cref="Wav2LipOptions.Enhancer"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Enhancer { get; init; }

    /// <summary><see cref="Wav2LipOptions.EnhancerShare"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EnhancerShare { get; init; }

    /// <summary><see cref="RenderSpec.Provider"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OnnxProvider? Provider { get; init; }

    /// <summary>A spec with these settings; what the preset says nothing of stays.</summary>
    public RenderSpec Over(RenderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec with
        {
            Engine = Engine ?? spec.Engine,
            Format = Format ?? spec.Format,
            NoAudio = NoAudio ?? spec.NoAudio,
            AllowPartial = AllowPartial ?? spec.AllowPartial,
            StripMetadata = StripMetadata ?? spec.StripMetadata,
            Fit = Fit ?? spec.Fit,
            Intensity = Intensity ?? spec.Intensity,
            Offset = new LipOffset(OffsetFrames ?? spec.Offset.Frames, OffsetMs ?? spec.Offset.Milliseconds),
            VoiceStyle = VoiceStyle ?? spec.VoiceStyle,
            Wav2Lip = spec.Wav2Lip with
            {
                Model = Model ?? spec.Wav2Lip.Model,
                WindowOffset = WindowOffset ?? spec.Wav2Lip.WindowOffset,
                Enhancer = Enhancer ?? spec.Wav2Lip.Enhancer,
                EnhancerShare = EnhancerShare ?? spec.Wav2Lip.EnhancerShare,
            },
            Provider = Provider ?? spec.Provider,
        };
    }
}
