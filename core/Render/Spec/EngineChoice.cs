namespace HeyGem.Core.Render.Spec;

/// <summary>Which mouth engine renders.</summary>
public enum EngineChoice
{
    /// <summary>The built-in engine: a Wav2Lip model draws only where it is asked for, as it draws at a lower resolution and most forbid commercial use.</summary>
    Auto,

    /// <summary>The built-in engine, which moves the clip's own mouth.</summary>
    Mesh,

    /// <summary>A Wav2Lip-class model that the user installed.</summary>
    Wav2Lip,
}
