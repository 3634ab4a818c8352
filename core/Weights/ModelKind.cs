namespace HeyGem.Core.Weights;

/// <summary>What a model of the catalogue is for.</summary>
public enum ModelKind
{
    /// <summary>Comes with the program.</summary>
    Shipped,

    /// <summary>Draws mouths: a Wav2Lip-class model.</summary>
    Wav2Lip,

    /// <summary>Sharpens drawn faces: a GFPGAN-class model.</summary>
    Enhancer,
}
