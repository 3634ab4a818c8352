using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Render;

/// <summary>The engines that come with the program. A new engine is added here and nowhere else.</summary>
public static class BuiltInEngines
{
    /// <summary>
    /// The engines of a data folder. The mesh engine is first, so that it is what <c>auto</c> stands for: a Wav2Lip model draws only
    /// where it is asked for, as it draws at a lower resolution and most forbid commercial use. The caller disposes the registry.
    /// </summary>
    public static EngineRegistry In(DataFolder data) => new(() => new MeshEngine(), () => new Wav2LipEngine(data));
}
