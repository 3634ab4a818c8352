using HeyGem.Core.Engines.Mesh.Layers;

namespace HeyGem.Core.Engines.Mesh;

/// <summary>Paints one frame after the other with the buffers of one thread.</summary>
internal sealed class MeshPainter(MeshMouth mouth) : IFramePainter
{
    private readonly MeshScratch _scratch = new();

    /// <inheritdoc/>
    public FrameOutcome Paint(MouthFrame frame) => mouth.Paint(frame, _scratch);

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();
}
