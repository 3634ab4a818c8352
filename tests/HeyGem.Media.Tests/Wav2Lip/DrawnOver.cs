using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing.Graphs;

namespace HeyGem.Media.Tests.Wav2Lip;

/// <summary>Plans of a model that draws over the whole lower face, for a voice that never rests.</summary>
internal sealed class DrawnOver(MediaFixture media) : IDisposable
{
    private readonly Wav2LipSession _session =
        Wav2LipSession.Load(SmearedGraph.Write(media.PathOf($"smeared-{Guid.NewGuid():N}.onnx")), null, [OnnxProvider.Cpu]);

    /// <summary>Plans a clip, each of its frames once.</summary>
    public Wav2LipMouth Plan(FaceTrack track)
    {
        var zeros = new float[MouthCurve.RateHz * (1 + (int)(track.FrameCount / track.FrameRate.PerSecond))];
        var curve = new MouthCurve
        {
            Opening = zeros,
            Width = zeros,
            Rounding = zeros,
            Closure = zeros,
            Labiodental = zeros,
            Silence = zeros,
        };
        var drive = new Wav2LipDrive(new Wav2LipMel([], 1), curve, track.FrameRate, TimeSpan.Zero, TimeSpan.Zero, 1, 0);
        return Wav2LipMouth.ForVoice(_session, track, drive, [.. Enumerable.Range(0, track.FrameCount)], YuvSpace.Bt709, default);
    }

    /// <summary>Draws a frame in place.</summary>
    public static FrameOutcome Draw(IMouthPlan plan, IFramePainter painter, Frame frame, int index)
    {
        var mouth = new MouthFrame(frame, index, index);
        var prepared = plan.PrepareAsync(new FrameBlock([mouth], 0), default);
        Assert.True(prepared.IsCompletedSuccessfully);
        return painter.Paint(mouth);
    }

    public void Dispose() => _session.Dispose();
}
