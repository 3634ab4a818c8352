using HeyGem.Core.Composite;
using HeyGem.Core.Faces.Shape;
using HeyGem.Core.Frames;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Mouth.Mesh;

/// <summary>
/// The built-in engine: moves the clip's own mouth. Three layers: the frame's own pixels warped to the wanted shape, lips from key frames of the
/// clip that already have it, and an inner mouth from its open frames. Needs no weights. See docs for the method.
/// </summary>
public sealed class MeshMouth : IMouthDrawer
{
    private readonly FaceShapes _shapes;
    private readonly TargetShape _target;
    private readonly MouthTargets _targets;
    private readonly MouthPlan _plan;
    private readonly LipsLayer _lips;
    private readonly KeyPatch[] _lipKeys;
    private readonly KeyPatch[] _innerKeys;
    private readonly Dictionary<int, KeyPatch> _patches;
    private readonly YuvSpace _space;
    private readonly RegionReader _reader = new();

    internal MeshMouth(MeshClip clip, MouthTargets targets, YuvSpace space)
    {
        _shapes = clip.Shapes;
        _target = clip.Target;
        _targets = targets;
        _space = space;
        _plan = MouthPlan.Build(_shapes, _target, targets, clip.Keys, clip.Covered);
        _lips = new LipsLayer(_shapes.Template);
        _patches = clip.Keys.Lips.Union(clip.Keys.Inner).Order().ToDictionary(i => i, i => new KeyPatch(_shapes, i));
        _lipKeys = [.. clip.Keys.Lips.Select(i => _patches[i])];
        _innerKeys = [.. clip.Keys.Inner.Select(i => _patches[i])];
        ReferenceFrames = [.. _patches.Keys.Order()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> ReferenceFrames { get; }

    /// <summary>What will become of each output frame, known before drawing.</summary>
    public IReadOnlyList<FrameOutcome> Outcomes => _plan.Outcome;

    /// <summary>Makes a drawer for one clip and one voice.</summary>
    /// <param name="clip">The analysed clip; may serve several voices.</param>
    /// <param name="curve">The voice, one value an output frame.</param>
    /// <param name="sourceOf">For each output frame the clip frame below it, counted from the track's start.</param>
    /// <param name="intensity">0 (hardly moves) .. 1 (as measured) .. 1.5.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    /// <exception cref="ArgumentException">The curve and the frame list differ in length.</exception>
    public static MeshMouth ForVoice(MeshClip clip, DrivingCurve curve, IReadOnlyList<int> sourceOf, double intensity, YuvSpace space)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(sourceOf);
        if (curve.FrameCount != sourceOf.Count)
        {
            throw new ArgumentException($"A curve of {curve.FrameCount} frames does not fit {sourceOf.Count} output frames.", nameof(curve));
        }

        return new MeshMouth(clip, MouthTargets.FromVoice(curve, clip.Shapes, clip.Range, [.. sourceOf], (float)intensity), space);
    }

    /// <inheritdoc/>
    public void AddReference(Frame frame, int index)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_patches.TryGetValue(index, out var patch))
        {
            _reader.Read(frame, _space, patch.Bounds, patch.Pixels);
            patch.Fill();
        }
    }

    /// <inheritdoc/>
    public void SaveReferences(Stream stream) => ReferenceFile.Save(stream, _shapes.Track, _patches);

    /// <inheritdoc/>
    public bool TryLoadReferences(Stream stream) => ReferenceFile.TryLoad(stream, _shapes.Track, _patches);

    /// <inheritdoc/>
    public IDisposable CreateScratch() => new MeshScratch();

    /// <inheritdoc/>
    public FrameOutcome Draw(Frame frame, int index, int output, IDisposable scratch)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var s = (MeshScratch)scratch;
        var strength = _plan.Strength[output];
        if (strength <= 0)
        {
            return _plan.Outcome[output];
        }

        var geometry = s.Geometry;
        var opening = _targets.Opening[output];
        var width = _targets.Width[output];
        geometry.Place(_shapes, _target, index, opening, width, strength);
        var rect = geometry.Bounds(frame.Width, frame.Height);
        if (rect.IsEmpty)
        {
            return FrameOutcome.AlreadyRight;
        }

        s.Prepare(rect.Width * rect.Height);
        s.Reader.Read(frame, _space, rect, s.Source);
        BaseWarp.Draw(geometry, _shapes.Opening[index], s);
        var likeness = TargetShape.Likeness(_shapes.Opening[index], _shapes.Width[index], opening, width);
        DrawLips(geometry, _plan.Lips[output], (1 - likeness) * strength, s);
        var ownInside = likeness * Smooth.Step(_shapes.Opening[index], 0.02f, 0.05f);
        DrawInner(geometry, _plan.Inner[output], opening, (1 - ownInside) * strength, s);
        s.Writer.WriteDelta(s.Source, s.Result, s.Mask.AsSpan(0, s.Source.Count), _space, frame);
        return _plan.Outcome[output];
    }

    private void DrawLips(FaceGeometry geometry, KeyMix mix, float strength, MeshScratch s)
    {
        if (strength < 0.03f || mix.Count == 0)
        {
            return;
        }

        _lips.FillAlpha(geometry, s, strength);
        s.Layer.Resize(s.Source.Rect);
        for (var plane = 0; plane < 3; plane++)
        {
            s.Layer.Plane(plane).Clear();
        }

        for (var p = 0; p < mix.Count; p++)
        {
            if (!_lipKeys[mix.Key(p)].IsFilled)
            {
                return;
            }

            _lips.Add(geometry, _lipKeys[mix.Key(p)], mix.Share(p), s);
        }

        s.Lips.Apply(geometry, mix, s);
    }

    private void DrawInner(FaceGeometry geometry, KeyMix mix, float opening, float strength, MeshScratch s)
    {
        if (strength < 0.02f || opening < InnerMouth.LeastGap || mix.Count == 0)
        {
            return;
        }

        var rect = InnerMouth.Bounds(geometry, s.Source.Rect);
        if (rect.IsEmpty)
        {
            return;
        }

        s.Layer.Resize(rect);
        for (var plane = 0; plane < 3; plane++)
        {
            s.Layer.Plane(plane).Clear();
        }

        KeyPatch.InnerOutline(geometry.To, s.Outline);
        var mask = s.Inner.AsSpan(0, s.Layer.Count);
        PolygonMask.Fill(s.Outline, rect, mask);
        s.Blur.Blur(mask, mask, rect.Width, rect.Height, MathF.Max(0.6f, 0.005f * geometry.Scale));
        for (var p = 0; p < mix.Count; p++)
        {
            var key = _innerKeys[mix.Key(p)];
            if (!key.IsFilled)
            {
                return;
            }

            InnerMouth.Add(geometry, opening, key, mix.Share(p), mask, s.Pixels, s.Layer);
        }

        s.PasteInner(strength * Smooth.Step(opening, InnerMouth.LeastGap, 0.012f));
    }
}
