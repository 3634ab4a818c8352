using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Onnx;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Spec;

/// <summary>One clip range with one voice range, and how to render them. Immutable; validated by the pipeline before any work.</summary>
public sealed record RenderSpec
{
    /// <summary>Path of the clip or still picture.</summary>
    public required string ClipPath { get; init; }

    /// <summary>Path of the file whose sound drives the mouth.</summary>
    public required string VoicePath { get; init; }

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

    /// <summary>The engine asked for.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>How a Wav2Lip-class model is used, where the engine is one.</summary>
    public Wav2LipOptions Wav2Lip { get; init; } = new();

    /// <summary>What runs the engine's model, or null for the best that works here; the processor stands in for one that does not.</summary>
    public OnnxProvider? Provider { get; init; }

    /// <summary>Path of a file whose sound the result has instead of the voice's, over the same stretch of time; null for the voice itself.</summary>
    public string? FinalAudioPath { get; init; }

    /// <summary>What the result is written as.</summary>
    public OutputFormat Format { get; init; }

    /// <summary>Whether the result has no sound.</summary>
    public bool NoAudio { get; init; }

    /// <summary>What happens where the voice and the clip differ in length.</summary>
    public FitPolicy Fit { get; init; }

    /// <summary>Strength of the mouth's movement, 0..1.5; 1 is as measured.</summary>
    public double Intensity { get; init; } = 1;

    /// <summary>How much later (positive) or earlier the lips move.</summary>
    public LipOffset Offset { get; init; }

    /// <summary>How strongly the mouth articulates.</summary>
    public VoiceStyle VoiceStyle { get; init; }

    /// <summary>A known mouth instead of the voice's, or null.</summary>
    internal MeasuredMouth? Measured { get; init; }

    /// <summary>Which face is driven.</summary>
    public FaceChoice Face { get; init; } = FaceChoice.Auto;

    /// <summary>Frame rate of the result where the clip is a still picture.</summary>
    public FrameRate StillRate { get; init; } = FrameRate.Default;
}
