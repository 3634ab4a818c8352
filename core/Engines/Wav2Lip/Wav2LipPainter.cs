using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>Pastes drawn faces into one frame after the other with the buffers of one thread.</summary>
internal sealed class Wav2LipPainter : IFramePainter
{
    private readonly Wav2LipMouth _mouth;
    private readonly IFramePainter? _closing;
    private readonly CropReader _reader;
    private readonly float[] _rgb;

    /// <summary>Makes the buffers.</summary>
    /// <param name="mouth">Its plan.</param>
    /// <param name="closing">Shuts the clip's own mouth in pauses, or null where none must be shut; taken over.</param>
    /// <param name="enhancerSize">Side of the enhancer's picture, or 0 without one.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    public Wav2LipPainter(Wav2LipMouth mouth, IFramePainter? closing, int enhancerSize, YuvSpace space)
    {
        _mouth = mouth;
        _closing = closing;
        _reader = new CropReader(space);
        _rgb = new float[3 * enhancerSize * enhancerSize];
        Enhanced = enhancerSize > 0 ? new Wav2LipFace(enhancerSize) : null;
    }

    /// <summary>Pastes drawn faces.</summary>
    public FacePaste Paste { get; } = new();

    /// <summary>The face as the enhancer sees it; null where there is none.</summary>
    private Wav2LipFace? Enhanced { get; }

    /// <inheritdoc/>
    public FrameOutcome Paint(MouthFrame frame) => _mouth.Paint(frame, this);

    /// <summary>Shuts the frame's own mouth.</summary>
    public FrameOutcome Close(MouthFrame frame) => _closing?.Paint(frame) ?? FrameOutcome.AlreadyRight;

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
    public void Dispose() => _closing?.Dispose();
}
