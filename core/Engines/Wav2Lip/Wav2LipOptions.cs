namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>How a Wav2Lip-class model is used.</summary>
public sealed record Wav2LipOptions : IEngineOptions
{
    /// <summary>The natural <see cref="WindowOffset"/>: in training, the sound window began one frame before the picture.</summary>
    public const int NaturalOffset = -1;

    /// <summary>The natural <see cref="EnhancerShare"/>.</summary>
    public const double NaturalShare = 0.5;

    /// <summary>Name of an installed model or path of a model file; null for the first one installed.</summary>
    public string? Model { get; init; }

    /// <summary>How many frames of 40 ms later than the picture the sound window begins, -5..5; later windows make earlier lips.</summary>
    public int WindowOffset { get; init; } = NaturalOffset;

    /// <summary>Name of an installed face enhancer or path of its file; null for none.</summary>
    public string? Enhancer { get; init; }

    /// <summary>Share of the enhanced mouth, 0..1.</summary>
    public double EnhancerShare { get; init; } = NaturalShare;

    /// <summary>The range of <see cref="WindowOffset"/>.</summary>
    public static EngineKnob WindowOffsetKnob { get; } = new(
        "windowOffset", -5, 5, NaturalOffset, true, "40 ms steps by which the sound window begins later than the picture");

    /// <summary>The range of <see cref="EnhancerShare"/>.</summary>
    public static EngineKnob EnhancerShareKnob { get; } = new("enhancerShare", 0, 1, NaturalShare, false, "Share of the enhanced mouth");

    /// <inheritdoc/>
    public void Check()
    {
        WindowOffsetKnob.Check(WindowOffset);
        EnhancerShareKnob.Check(EnhancerShare);
    }
}
