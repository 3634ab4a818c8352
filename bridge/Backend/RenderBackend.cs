using HeyGem.Core.Queue.Runner;

namespace HeyGem.Bridge.Backend;

/// <summary>What the bridge needs from the engine: how to render, how to look, how to make a picture, what is media.</summary>
/// <param name="Render">Renders one clip.</param>
/// <param name="CheckAsync">Says what a render needs and whether it is there; waits for what is being got ready only where asked
/// to.</param>
/// <param name="MakeThumbnailAsync">Writes a small JPEG of a clip's first usable picture to a path: media file, JPEG path.</param>
/// <param name="ProbeAsync">Returns when a file is media with a picture by its content, else throws an <c>input.*</c> or <c>media.*</c>
/// code.</param>
internal sealed record RenderBackend(
    RenderItem Render,
    Func<bool, CancellationToken, Task<IReadOnlyList<HealthCheck>>> CheckAsync,
    Func<string, string, CancellationToken, Task> MakeThumbnailAsync,
    Func<string, CancellationToken, Task> ProbeAsync);
