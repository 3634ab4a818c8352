using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>A published result.</summary>
/// <param name="OutputPath">The finished file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lower-case hexadecimal, taken when it was checked.</param>
/// <param name="Report">What was done.</param>
public sealed record RenderResult(string OutputPath, long Bytes, string Sha256, RenderReport Report)
{
    /// <summary>Files beside it that belong to it and go where it goes.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];
}
