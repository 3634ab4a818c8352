using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.Layers;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Mesh.Teeth;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Frames;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Engines.Mesh;

/// <summary>
/// The built-in engine: moves the clip's own mouth. Three layers: the frame's own pixels warped to the wanted shape, lips from key frames
/// of the clip that already have it, and an inner mouth from its open frames. Needs no weights. See docs for the method.
/// </summary>
public sealed class MeshMouth : IMouthPlan, IReferenceMouths
{
    private readonly FaceShapes _shapes;
    private readonly TargetShape _target;
    private readonly MouthTargets _targets;
    private readonly MouthPlan _plan;
    private readonly LipsLayer _lips;
    private readonly ReferencePatch[] _lipKeys;
    private readonly ReferencePatch[] _innerKeys;
    private readonly Dictionary<int, ReferencePatch> _patches;
    private readonly YuvSpace _space;
    private readonly RegionReader _reader = new();
    private readonly float[] _likeness;
    private readonly float[] _ownInside;
    private readonly bool _everOpens;
    private readonly float _usualWidth;
    private readonly int[] _innerFrames;
    private ReferenceMix[] _inner = [];
    private MouthInterior? _drawn;
    private SkinLight? _drawnLight;

    internal MeshMouth(MeshClip clip, MouthTargets targets, YuvSpace space, CancellationToken cancellationToken = default)
    {
        _shapes = clip.Shapes;
        _target = clip.Target;
        _targets = targets;
        _space = space;
        _plan = MouthPlan.Build(_shapes, _target, targets, clip.Keys, clip.Covered, cancellationToken);
        _lips = new LipsLayer(_shapes.Template);
        _patches = clip.Keys.Lips.Union(clip.Keys.Inner).Order().ToDictionary(i => i, i => new ReferencePatch(_shapes, i, !clip.EverOpens));
        _lipKeys = [.. clip.Keys.Lips.Select(i => _patches[i])];
        _innerKeys = [.. clip.Keys.Inner.Select(i => _patches[i])];
        _innerFrames = clip.Keys.Inner;
        _everOpens = clip.EverOpens;
        _usualWidth = clip.Range.WidthMedian;
        _likeness = TargetShape.Likeness(_shapes, targets);
        _ownInside = SourceTeeth.Of(_likeness, _shapes.RateFactor);
        ReferenceFrames = [.. _patches.Keys.Order()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> ReferenceFrames { get; }

    /// <inheritdoc/>
    public IReferenceMouths References => this;

    /// <inheritdoc/>
    public string Kind => "mouths";

    /// <inheritdoc/>
    public BlockShape Block => BlockShape.OneFrame;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [];

    /// <summary>What will become of each output frame, known before drawing.</summary>
    public IReadOnlyList<FrameOutcome> Outcomes => _plan.Outcome;

    internal MouthPlan Plan => _plan;

    internal IReadOnlyList<ReferenceMix> Inner => _inner;

    /// <summary>Makes a drawer for one clip and one voice.</summary>
    /// <param name="clip">The analysed clip; may serve several voices.</param>
    /// <param name="curve">The voice, one value an output frame.</param>
    /// <param name="sourceOf">For each output frame the clip frame below it, counted from the track's start.</param>
    /// <param name="intensity">0 (hardly moves) .. 1 (as measured) .. 1.5.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    /// <param name="cancellationToken">Stops the planning; nothing remains.</param>
    /// <exception cref="ArgumentException">The curve and the frame list differ in length.</exception>
    public static MeshMouth ForVoice(
        MeshClip clip, DrivingCurve curve, IReadOnlyList<int> sourceOf, double intensity, YuvSpace space,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(sourceOf);
        if (curve.FrameCount != sourceOf.Count)
        {
            throw new ArgumentException(
                $"A curve of {curve.FrameCount} frames does not fit {sourceOf.Count} output frames.", nameof(curve));
        }

        var targets = MouthTargets.FromVoice(curve, clip.Shapes, clip.Range, [.. sourceOf], (float)intensity);
        return new MeshMouth(clip, targets, space, cancellationToken);
    }

    /// <inheritdoc/>
    public void AddReference(Frame frame, int index)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_patches.TryGetValue(index, out var patch))
        {
            _reader.Read(frame, _space, patch.Bounds, patch.Pixels);
            ReferenceFile.Round(patch.Pixels);
            patch.Fill(PictureLevels.Of(frame), _space);
        }
    }

    /// <inheritdoc/>
    public bool TryAddReference(FrameCrop crop, int index)
    {
        ArgumentNullException.ThrowIfNull(crop);
        if (!_patches.TryGetValue(index, out var patch) || !crop.Holds(patch.Bounds))
        {
            return false;
        }

        using var picture = crop.Open();
        _reader.Read(picture, _space, patch.Bounds.MovedBy(-crop.Rect.X, -crop.Rect.Y), patch.Pixels);
        patch.Pixels.Resize(patch.Bounds);
        ReferenceFile.Round(patch.Pixels);
        patch.Fill(crop.Levels, _space);
        return true;
    }

    /// <inheritdoc/>
    public void SaveReferences(Stream stream) => ReferenceFile.Save(stream, _shapes, _patches);

    /// <inheritdoc/>
    public bool TryLoadReferences(Stream stream) => ReferenceFile.TryLoad(stream, _shapes, _space, _patches);

    /// <inheritdoc/>
    public void Complete(CancellationToken cancellationToken)
    {
        _inner = ChooseInner(_innerFrames, cancellationToken);
        (_drawn, _drawnLight) = _everOpens ? default : MakeMouth(_usualWidth);
    }

    /// <inheritdoc/>
    public FramePlan At(int output)
    {
        var (strength, source) = (_plan.Strength[output], _targets.SourceOf[output]);
        return new FramePlan(_plan.Outcome[output], strength > 0 ? MaskKind.LowerFace : MaskKind.None)
        {
            Opening = _shapes.Has(source) ? float.Lerp(_shapes.Opening[source], _targets.Opening[output], strength) : null,
        };
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public IFramePainter CreatePainter() => new MeshPainter(this);

    /// <summary>Draws one frame in place.</summary>
    internal FrameOutcome Paint(MouthFrame mouth, MeshScratch s)
    {
        var (frame, index, output) = mouth;
        var strength = _plan.Strength[output];
        if (strength <= 0)
        {
            return _plan.Outcome[output];
        }

        var geometry = s.Geometry;
        var opening = _targets.Opening[output];
        var likeness = _likeness[output];
        var wanted = _targets.At(output);
        geometry.Place(_shapes, _target, index, wanted with { Opening = opening - ((1 - likeness) * OpeningBias(opening)) }, strength);
        var rect = geometry.Bounds(frame.Width, frame.Height);
        if (rect.IsEmpty)
        {
            return FrameOutcome.AlreadyRight;
        }

        s.Prepare(rect.Width * rect.Height);
        s.Reader.Read(frame, _space, rect, s.Source);
        s.Light.Measure(s.Source, geometry.From, geometry.Sight, geometry.Scale, PictureLevels.Of(frame).In(_space));
        s.Veil = Vector3.Zero;
        var lips = _plan.Lips[output];
        BaseWarp.Draw(geometry, _shapes.Opening[index], LipSeam.Share(opening, _shapes.Opening[index]), s);
        var seam = LipSeam.Share(opening, LipSeam.OpeningOf(lips, _lipKeys));
        DrawLips(geometry, lips, (1 - likeness) * strength, seam, s);
        LipSeam.Draw(geometry, opening, seam * (1 - likeness) * strength, s);
        var ownInside = _ownInside[output] * Smooth.Step(_shapes.Opening[index], MeshTuning.OwnInsideFrom, MeshTuning.OwnInsideTo);
        DrawInner(output, opening, (1 - ownInside) * strength, s);
        s.Writer.WriteDelta(s.Source, s.Result, s.Mask.AsSpan(0, s.Source.Count), _space, frame);
        return _plan.Outcome[output];
    }

    /// <summary>By how much a drawn mouth that is half open reads wider than it was drawn.</summary>
    private static float OpeningBias(float opening)
    {
        var off = (opening - MeshTuning.BiasAt) / MeshTuning.BiasReach;
        return MeshTuning.BiasMost * MathF.Exp(-(off * off));
    }

    private ReferenceMix[] ChooseInner(int[] keys, CancellationToken cancellationToken)
    {
        if (keys.Length == 0)
        {
            return [];
        }

        float[] crisp = [.. _innerKeys.Select(k => k.Crispness).Order()];
        var good = MathF.Max(MeshTuning.LeastCrispness, MeshTuning.GoodCrispness * MouthRange.Percentile(crisp, 50));
        float[] flaws = [.. _innerKeys.Select(k => MeshTuning.BlurCost * MathF.Max(0, 1 - (k.Crispness / good)))];
        return MouthPlan.ChooseInner(_shapes, _targets, keys, flaws, cancellationToken);
    }

    /// <summary>
    /// The drawn mouth of a clip that never opens, in the colours of its most closed key that is under no veil, and that key's light.
    /// </summary>
    private (MouthInterior? Mouth, SkinLight? Light) MakeMouth(float width)
    {
        ReferencePatch[] keys = [.. _lipKeys.Where(k => k.IsFilled)];
        if (keys.Length == 0)
        {
            return default;
        }

        var clear = keys.Min(k => k.Levels.Dark) + MeshTuning.ClearDark;
        var key = keys.Where(k => k.Levels.Dark <= clear).MinBy(k => k.Opening)!;
        var neutral = (_shapes.Template[13] + _shapes.Template[14]) / 2;
        return (new MouthInterior(MouthColourProbe.Measure(key.Pixels, key.Points, key.Scale), neutral, width), key.Light);
    }

    private void DrawLips(FaceGeometry geometry, ReferenceMix mix, float strength, float seam, MeshScratch s)
    {
        if (strength < MeshTuning.LeastLips || mix.Count == 0)
        {
            return;
        }

        var rect = _lips.Bounds(geometry, s.Source.Rect);
        if (rect.IsEmpty)
        {
            return;
        }

        s.ClearLayer(rect);
        _lips.FillAlpha(geometry, s, strength);
        var turned = false;
        for (var p = 0; p < mix.Count; p++)
        {
            turned |= _lipKeys[mix.Key(p)].Sight.IsPartial;
        }

        LipsLayer.BeginHidden(s, turned);
        for (var p = 0; p < mix.Count; p++)
        {
            if (!_lipKeys[mix.Key(p)].IsFilled)
            {
                return;
            }

            _lips.Add(geometry, _lipKeys[mix.Key(p)], mix.Share(p), seam, s);
        }

        LipsLayer.EndHidden(s, turned);

        s.Lips.Apply(geometry, mix, s);
    }

    private void DrawInner(int output, float opening, float strength, MeshScratch s)
    {
        var mix = _inner.Length == 0 ? default : _inner[output];
        var rect = InnerMouth.Bounds(s.Geometry, s.Source.Rect);
        if (strength < MeshTuning.LeastInner || opening < InnerMouth.LeastGap || rect.IsEmpty || (mix.Count == 0 && _drawn is null))
        {
            return;
        }

        s.PrepareInner(rect);
        if (mix.Count == 0)
        {
            _drawn!.Draw(s.Geometry.Pose, s.Geometry.To, output, s.Procedural, s.Layer);
            s.LightLayer(s.Light.Over(_drawnLight!));
            s.PasteInner(strength * Smooth.Step(opening, InnerMouth.LeastGap, InnerMouth.FullGap));
            return;
        }

        for (var p = 0; p < mix.Count; p++)
        {
            var key = _innerKeys[mix.Key(p)];
            if (!key.IsFilled)
            {
                return;
            }

            InnerMouth.Add(s.Geometry, opening, key, mix.Share(p), s);
        }

        s.PasteInner(strength * Smooth.Step(opening, InnerMouth.LeastGap, InnerMouth.FullGap));
    }
}
