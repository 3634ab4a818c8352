using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>A published result.</summary>
/// <param name="OutputPath">The finished file.</param>
/// <param name="Report">What was done.</param>
public sealed record RenderResult(string OutputPath, RenderReport Report);
