using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>The buffers of one drawing thread.</summary>
internal sealed class Wav2LipScratch(MeshMouth? closing, int enhancerSize, YuvSpace space) : IDisposable
{
    private readonly CropReader _reader = new(space);
    private readonly float[] _rgb = new float[3 * enhancerSize * enhancerSize];

    /// <summary>Pastes drawn faces.</summary>
    public FacePaste Paste { get; } = new();

    /// <summary>What the closing engine needs; null where there is none.</summary>
    public IDisposable? Closing { get; } = closing?.CreateScratch();

    /// <summary>The face as the enhancer sees it; null where there is none.</summary>
    public Wav2LipFace? Enhanced { get; } = enhancerSize > 0 ? new Wav2LipFace(enhancerSize) : null;

    /// <summary>Reads the enhancer's view of a drawn frame.</summary>
    public Wav2LipFace LookAgain(Frame frame, Wav2LipFace drawn)
    {
        var face = Enhanced!;
        FaceOutline.Enlarge(drawn, face);
        _reader.Read(frame, face.Region, face.Size, 0, 1, _rgb);
        face.SetFace(_rgb);
        return face;
    }

    /// <inheritdoc/>
    public void Dispose() => Closing?.Dispose();
}
