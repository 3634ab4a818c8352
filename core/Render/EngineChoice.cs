namespace HeyGem.Core.Render;

/// <summary>Which mouth engine renders.</summary>
public enum EngineChoice
{
    /// <summary>The best engine installed.</summary>
    Auto,

    /// <summary>The built-in engine, which moves the clip's own mouth.</summary>
    Mesh,

    /// <summary>A Wav2Lip-class model that the user installed.</summary>
    Wav2Lip,
}
