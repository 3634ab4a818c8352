using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Runner;

/// <summary>Renders one item: all that the queue knows about rendering.</summary>
/// <param name="spec">What to render, and the folder that the result goes to.</param>
/// <param name="progress">Told how far it is; called from any thread.</param>
/// <param name="cancellationToken">Ends the render and everything it started; nothing of it stays under a final name.</param>
/// <returns>The whole result on disk.</returns>
/// <exception cref="Errors.HeyGemException">The item cannot be rendered; the code says why.</exception>
public delegate Task<RenderResult> RenderItem(RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken);
