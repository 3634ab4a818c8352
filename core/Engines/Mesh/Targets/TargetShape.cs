using System.Numerics;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Targets;

/// <summary>
/// Computes the shape a frame's face shall have for a wanted opening and width. Displacement-based: a frame that already has them
/// keeps its points. One instance serves all threads; the buffers are the caller's.
/// </summary>
internal sealed class TargetShape
{
    private readonly FaceShapes _shapes;
    private readonly DeformationModel _model;
    private readonly Posture _slow;
    private readonly bool _everOpens;
    private readonly float _widthMedian;
    private readonly float[] _lips = new float[FaceTrack.LandmarkCount];
    private readonly float[] _moves = new float[FaceTrack.LandmarkCount];
    private readonly float[] _widens = new float[FaceTrack.LandmarkCount];

    public TargetShape(FaceShapes shapes, DeformationModel model, Posture slow, MouthRange range)
    {
        _shapes = shapes;
        _model = model;
        _slow = slow;
        _everOpens = range.EverOpens;
        _widthMedian = range.WidthMedian;
        var lip = shapes.Template[17].Y;
        var chin = shapes.Template[FaceIndices.Chin].Y;
        for (var v = 0; v < _moves.Length; v++)
        {
            var p = shapes.Template[v];
            _lips[v] = 1 - Smooth.Step((p.Y - lip) / (chin - lip), TargetTuning.LipsFrom, TargetTuning.LipsTo);

            // Nothing from the lower eyelid up, and nothing beside the jaw's corner, where ears and earrings begin.
            _moves[v] = Smooth.Step(p.Y, TargetTuning.MovesFrom, TargetTuning.MovesTo)
                * (1 - Smooth.Step(MathF.Abs(p.X), TargetTuning.MovesSideFrom, TargetTuning.MovesSideTo));
            var around = new Vector2(p.X / TargetTuning.WidensAcross, (p.Y - TargetTuning.WidensCentre) / TargetTuning.WidensDown);
            _widens[v] = _moves[v] * (1 - Smooth.Step(around.Length(), TargetTuning.WidensFrom, TargetTuning.WidensTo));
        }
    }

    /// <summary>How near a frame's own mouth is to the wanted one: 1 the same, 0 far.</summary>
    public static float Likeness(float opening, float width, float wantedOpening, float wantedWidth)
    {
        var o = (opening - wantedOpening) / TargetTuning.LikeOpening;
        var w = (width - wantedWidth) / TargetTuning.LikeWidth;
        return MathF.Exp(-(o * o) - (w * w));
    }

    /// <summary>How near each output frame's own mouth is to the wanted one; 0 where the clip shows no face.</summary>
    public static float[] Likeness(FaceShapes shapes, MouthTargets targets)
    {
        var likeness = new float[targets.FrameCount];
        for (var n = 0; n < likeness.Length; n++)
        {
            var i = targets.SourceOf[n];
            likeness[n] = shapes.Has(i) ? Likeness(shapes.Opening[i], shapes.Width[i], targets.Opening[n], targets.Width[n]) : 0;
        }

        return likeness;
    }

    /// <summary>Computes own and wanted shape of a frame.</summary>
    /// <param name="frame">Frame with a face.</param>
    /// <param name="mouth">The wanted mouth.</param>
    /// <param name="strength">0 leaves the own shape, 1 gives the wanted one.</param>
    /// <param name="own">468 local points, written.</param>
    /// <param name="wanted">468 local points, written.</param>
    /// <param name="work">468 points of scratch.</param>
    public void Compute(int frame, WantedMouth mouth, float strength, Span<Vector3> own, Span<Vector3> wanted, Span<Vector3> work)
    {
        _shapes.Local(frame, own);
        _slow.Read(frame, work);
        var ownOpening = _shapes.Opening[frame];
        var ownWidth = _shapes.Width[frame];
        var likeness = Likeness(ownOpening, ownWidth, mouth.Opening, mouth.Width);
        var width = Overdrive(mouth.Width, ownWidth, likeness);
        var o = mouth.Opening - _model.MeanOpening;
        var jaw = mouth.Jaw - _model.MeanOpening;
        var w = width - _model.MeanWidth;
        var mean = _model.Mean;
        var byOpening = _model.Opening;
        var byWidth = _model.Width;
        for (var v = 0; v < own.Length; v++)
        {
            if (_moves[v] <= 0)
            {
                wanted[v] = own[v];
                continue;
            }

            var ownResidual = own[v] - mean[v] - ((ownOpening - _model.MeanOpening) * byOpening[v]) - (
                (ownWidth - _model.MeanWidth) * byWidth[v]);
            var residual = Vector3.Lerp(work[v], ownResidual, likeness);
            var y = mean[v] + residual + (float.Lerp(jaw, o, _lips[v]) * byOpening[v]) + (w * byWidth[v]);
            wanted[v] = Vector3.Lerp(own[v], y, _moves[v]);
        }

        LipConstraints.SetWidth(wanted, _widens, width);
        LipConstraints.SetWidth(wanted, _widens, width);
        Span<float> gaps = stackalloc float[11];
        WantedGaps(own, ownOpening, mouth.Opening, likeness, gaps);
        LipConstraints.Set(wanted, gaps);
        if (strength < 1)
        {
            for (var v = 0; v < own.Length; v++)
            {
                wanted[v] = Vector3.Lerp(own[v], wanted[v], strength);
            }
        }
    }

    /// <summary>
    /// A drawn mouth reads narrower in its swing than its corners were moved: trackers, and eyes, go by the lips' look as well, and
    /// that keeps some of the source. Measured on two talkers, our mesh sees .79 and .89 of a swing, another tracker less on one and more
    /// on the other; this is what brings both clips within a fifth of what was asked.
    /// </summary>
    private float Overdrive(float width, float own, float likeness)
    {
        var more = (TargetTuning.WidthMore * (width - _widthMedian)) - (TargetTuning.WidthLess * (own - _widthMedian));
        return Math.Clamp(width + ((1 - likeness) * more), TargetTuning.Narrowest * _widthMedian, TargetTuning.Widest * _widthMedian);
    }

    private void WantedGaps(ReadOnlySpan<Vector3> own, float ownOpening, float opening, float likeness, Span<float> gaps)
    {
        var profile = _everOpens ? LipConstraints.TalkingProfile : LipConstraints.ClosedProfile;
        for (var k = 0; k < gaps.Length; k++)
        {
            var ownGap = own[FaceIndices.InnerLower[k]].Y - own[FaceIndices.InnerUpper[k]].Y;
            var share = ownOpening > TargetTuning.OwnProfileFrom
                ? Math.Clamp(ownGap / ownOpening, TargetTuning.LeastGapShare, 2)
                : profile[k];
            gaps[k] = opening * float.Lerp(profile[k], share, likeness);
        }
    }
}
