using HeyGem.Core.Engines.Wav2Lip;

namespace HeyGem.Core.Render;

/// <summary>A model that is ready to draw.</summary>
/// <param name="Engine">The model.</param>
/// <param name="Weights">Its files, each <c>name sha256</c>.</param>
/// <param name="WasLoaded">Whether it was still loaded from an earlier clip.</param>
internal sealed record LoadedWav2Lip(Wav2LipEngine Engine, IReadOnlyList<string> Weights, bool WasLoaded);
