namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>What a render is written as.</summary>
public enum OutputFormat
{
    /// <summary>H.264 at high quality in MP4, index in front, the source's depth and chroma kept.</summary>
    H264,

    /// <summary>Apple ProRes 422 HQ in MOV, 10 bits.</summary>
    ProRes,

    /// <summary>Avid DNxHR HQX in MOV, 10 bits.</summary>
    DnxHr,

    /// <summary>The nearest to the source's own codec that Premiere reads natively.</summary>
    Match,
}
