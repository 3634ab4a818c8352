using System.Collections.Concurrent;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Draws mouths with a Wav2Lip-class model: every frame has its own sound window and its own aligned face, groups of frames go through the model
/// together, and the picture is pasted within the face's own outline. In pauses the clip's own mouth stands, closed by the built-in engine where it was open.
/// </summary>
public sealed class Wav2LipMouth : IMouthDrawer
{
    private readonly Wav2LipEngine _engine;
    private readonly FaceShapes _shapes;
    private readonly Wav2LipPlan _plan;
    private readonly Wav2LipMel _mel;
    private readonly FrameRate _rate;
    private readonly TimeSpan _offset;
    private readonly float _intensity;
    private readonly float _enhancerShare;
    private readonly YuvSpace _space;
    private readonly MeshMouth? _closed;
    private readonly ConcurrentDictionary<int, Wav2LipFace> _ready = [];
    private readonly ConcurrentBag<Wav2LipFace> _faces = [];
    private readonly ConcurrentBag<Crop> _crops = [];

    private Wav2LipMouth(Wav2LipEngine engine, FaceShapes shapes, Wav2LipPlan plan, MeshMouth? closed, Wav2LipDrive drive, YuvSpace space)
    {
        _engine = engine;
        _shapes = shapes;
        _plan = plan;
        _closed = closed;
        _mel = drive.Mel;
        _rate = drive.Rate;
        _offset = drive.WindowOffset;
        _intensity = (float)drive.Intensity;
        _enhancerShare = (float)drive.EnhancerShare;
        _space = space;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> ReferenceFrames => _closed?.ReferenceFrames ?? [];

    /// <inheritdoc/>
    public int GroupSize => _engine.Predictor.GroupSize;

    /// <summary>What will become of each output frame, known before drawing.</summary>
    public IReadOnlyList<FrameOutcome> Outcomes => _plan.Outcome;

    internal Wav2LipPlan Plan => _plan;

    /// <summary>Makes a drawer for one clip and one voice.</summary>
    /// <param name="engine">The model; outlives the drawer.</param>
    /// <param name="track">The clip's face, with at least one frame that has it.</param>
    /// <param name="drive">The voice and how it drives.</param>
    /// <param name="sourceOf">For each output frame the clip frame below it, counted from the track's start.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    /// <param name="cancellationToken">Ends the analysis; nothing remains.</param>
    public static Wav2LipMouth ForVoice(
        Wav2LipEngine engine, FaceTrack track, Wav2LipDrive drive, IReadOnlyList<int> sourceOf, YuvSpace space, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(sourceOf);
        int[] source = [.. sourceOf];
        var shapes = FaceShapes.Of(track, cancellationToken);
        var covered = OcclusionGuard.Find(track, shapes);
        var plan = Wav2LipPlan.Build(shapes, covered, source, drive.Curve, drive.Delay.TotalSeconds);
        return new Wav2LipMouth(engine, shapes, plan, plan.EverRests ? Closing(track, plan, source, space, cancellationToken) : null, drive, space);
    }

    /// <inheritdoc/>
    public void AddReference(Frame frame, int index) => _closed?.AddReference(frame, index);

    /// <inheritdoc/>
    public void SaveReferences(Stream stream) => _closed?.SaveReferences(stream);

    /// <inheritdoc/>
    public bool TryLoadReferences(Stream stream) => _closed is null || _closed.TryLoadReferences(stream);

    /// <inheritdoc/>
    public IDisposable CreateScratch() => new Wav2LipScratch(_closed, _engine.Enhancer?.Size ?? 0, _space);

    /// <inheritdoc/>
    public void Prepare(IReadOnlyList<MouthFrame> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var faces = new List<Wav2LipFace>(group.Count);
        var outputs = new List<int>(group.Count);
        if (!_crops.TryTake(out var crop))
        {
            crop = new Crop(_space, _engine.Size);
        }

        foreach (var (frame, index, output) in group)
        {
            if (_plan.Strength[output] <= 0 || _plan.Rest[output] >= 1)
            {
                continue;
            }

            var face = _faces.TryTake(out var idle) ? idle : new Wav2LipFace(_engine.Size);
            FaceOutline.Place(_shapes, index, face);
            crop.Read(frame, face);
            _mel.ReadWindow(Wav2LipMel.WindowStart(output, _rate, _offset), face.Mel);
            Weigh(face.Mel);
            faces.Add(face);
            outputs.Add(output);
        }

        _crops.Add(crop);
        if (faces.Count > 0)
        {
            _engine.Predictor.Predict(faces, Math.Clamp(0.5f * _intensity, 0, 1));
        }

        for (var i = 0; i < faces.Count; i++)
        {
            _ready[outputs[i]] = faces[i];
        }
    }

    /// <inheritdoc/>
    public FrameOutcome Draw(Frame frame, int index, int output, IDisposable scratch)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var s = (Wav2LipScratch)scratch;
        var strength = _plan.Strength[output];
        if (strength <= 0)
        {
            return _plan.Outcome[output];
        }

        var rest = _plan.Rest[output];
        var outcome = _plan.Outcome[output];
        if (rest > 0)
        {
            var closing = _closed?.Draw(frame, index, output, s.Closing!) ?? FrameOutcome.AlreadyRight;
            outcome = rest >= 1 ? closing : outcome;
        }

        if (rest < 1 && _ready.TryRemove(output, out var face))
        {
            s.Paste.Paste(frame, _space, face, strength * (1 - rest));
            if (_engine.Enhancer is { } enhancer && _enhancerShare > 0)
            {
                var enlarged = s.LookAgain(frame, face);
                enhancer.Restore(enlarged);
                s.Paste.Paste(frame, _space, enlarged, _enhancerShare * strength * (1 - rest));
            }

            _faces.Add(face);
        }

        return outcome;
    }

    /// <summary>The built-in engine set to keep the mouth shut, or null where the clip's own mouth is shut in every pause.</summary>
    private static MeshMouth? Closing(FaceTrack track, Wav2LipPlan plan, int[] source, YuvSpace space, CancellationToken cancellationToken)
    {
        var still = new float[source.Length];
        var rest = new float[source.Length];
        Array.Fill(rest, 1);
        var curve = new DrivingCurve { Opening = still, Width = still, Rounding = still, Closure = still, Labiodental = still, Rest = rest };
        var mouth = MeshMouth.ForVoice(MeshClip.Analyse(track, cancellationToken), curve, source, 1, space);
        return Enumerable.Range(0, source.Length).Any(n => plan.Rest[n] > 0 && plan.Strength[n] > 0 && mouth.Outcomes[n] == FrameOutcome.Rendered) ? mouth : null;
    }

    /// <summary>Brings the sound nearer to silence or lifts it, where the model itself has no strength to set.</summary>
    private void Weigh(Span<float> mel)
    {
        if (_intensity == 1 || _engine.HasWeight)
        {
            return;
        }

        foreach (ref var value in mel)
        {
            value = Math.Clamp(((value + 4) * _intensity) - 4, -4, 4);
        }
    }

    private sealed class Crop(YuvSpace space, int size)
    {
        private readonly CropReader _reader = new(space);
        private readonly float[] _rgb = new float[3 * size * size];

        public void Read(Frame frame, Wav2LipFace face)
        {
            _reader.Read(frame, face.Region, size, 0, 1, _rgb);
            face.SetFace(_rgb);
        }
    }
}
