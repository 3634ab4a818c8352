using System.Collections.Concurrent;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Draws mouths with a Wav2Lip-class model: every frame has its own sound window and its own aligned face, groups of frames go through
/// the model together, and the picture is pasted within the face's own outline. In pauses the clip's own mouth stands, closed by the
/// built-in engine where it was open.
/// </summary>
public sealed class Wav2LipMouth : IMouthPlan
{
    private readonly Wav2LipSession _session;
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

    private Wav2LipMouth(Wav2LipSession session, FaceShapes shapes, Wav2LipPlan plan, MeshMouth? closed, Wav2LipDrive drive, YuvSpace space)
    {
        _session = session;
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
    public IReferenceMouths? References => _closed;

    /// <inheritdoc/>
    public BlockShape Block => new(_session.Predictor.GroupSize, 0) { AtOnce = Math.Max(1, _session.Cards) + 1 };

    /// <inheritdoc/>
    IReadOnlyList<string> IMouthPlan.Warnings => Warnings;

    /// <summary>What the editor should know of this clip with this voice, each a sentence; complete after planning.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>What will become of each output frame, known before drawing.</summary>
    public IReadOnlyList<FrameOutcome> Outcomes => _plan.Outcome;

    internal Wav2LipPlan Plan => _plan;

    /// <summary>Makes a drawer for one clip and one voice.</summary>
    /// <param name="session">The model; outlives the plan.</param>
    /// <param name="track">The clip's face, with at least one frame that has it.</param>
    /// <param name="drive">The voice and how it drives.</param>
    /// <param name="sourceOf">For each output frame the clip frame below it, counted from the track's start.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    /// <param name="cancellationToken">Ends the analysis; nothing remains.</param>
    public static Wav2LipMouth ForVoice(
        Wav2LipSession session, FaceTrack track, Wav2LipDrive drive, IReadOnlyList<int> sourceOf, YuvSpace space,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(sourceOf);
        int[] source = [.. sourceOf];
        var shapes = FaceShapes.Of(track, cancellationToken);
        var cover = MouthCover.Of(track, cancellationToken);
        bool[] kept = [.. Enumerable.Range(0, shapes.FrameCount).Select(cover.IsKept)];
        var plan = Wav2LipPlan.Build(shapes, kept, source, drive);
        var closing = plan.EverRests ? Closing(track, plan, (source, drive.Share), space, cancellationToken) : null;
        return new Wav2LipMouth(session, shapes, plan, closing, drive, space);
    }

    /// <inheritdoc/>
    public FramePlan At(int output) => new(_plan.Outcome[output], _plan.Strength[output] > 0 ? MaskKind.FaceOutline : MaskKind.None);

    /// <inheritdoc/>
    public IFramePainter CreatePainter() => new Wav2LipPainter(this, _closed?.CreatePainter(), _session.Enhancer?.Size ?? 0, _space);

    /// <inheritdoc/>
    public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken)
    {
        var group = block.Frames;
        var faces = new List<Wav2LipFace>(group.Count);
        var outputs = new List<int>(group.Count);
        if (!_crops.TryTake(out var crop))
        {
            crop = new Crop(_space, _session.Size);
        }

        foreach (var (frame, index, output) in group)
        {
            if (_plan.Strength[output] <= 0 || _plan.Rest[output] >= 1)
            {
                continue;
            }

            var face = _faces.TryTake(out var idle) ? idle : new Wav2LipFace(_session.Size);
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
            _session.Predictor.Predict(faces, Math.Clamp(0.5f * _intensity, 0, 1), cancellationToken);
        }

        for (var i = 0; i < faces.Count; i++)
        {
            _ready[outputs[i]] = faces[i];
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Draws one frame in place.</summary>
    internal FrameOutcome Paint(MouthFrame mouth, Wav2LipPainter s)
    {
        var (frame, _, output) = mouth;
        var strength = _plan.Strength[output];
        if (strength <= 0)
        {
            return _plan.Outcome[output];
        }

        var rest = _plan.Rest[output];
        var outcome = _plan.Outcome[output];
        if (rest > 0)
        {
            var closing = s.Close(mouth);
            outcome = rest >= 1 ? closing : outcome;
        }

        if (rest < 1 && _ready.TryRemove(output, out var face))
        {
            s.Paste.Paste(frame, _space, face, strength * (1 - rest));
            if (_session.Enhancer is { } enhancer && _enhancerShare > 0)
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
    private static MeshMouth? Closing(
        FaceTrack track, Wav2LipPlan plan, (int[] Source, IReadOnlyList<float>? Share) outputs, YuvSpace space,
        CancellationToken cancellationToken)
    {
        var (source, share) = outputs;
        var still = new float[source.Length];
        var rest = new float[source.Length];
        Array.Fill(rest, 1);
        var curve = new DrivingCurve
        {
            Opening = still,
            Width = still,
            Rounding = still,
            Closure = still,
            Labiodental = still,
            Rest = rest,
            Share = share,
        };
        var mouth = MeshMouth.ForVoice(MeshClip.Analyse(track, cancellationToken), curve, source, 1, space, cancellationToken);
        return Enumerable.Range(0, source.Length)
            .Any(n => plan.Rest[n] > 0 && plan.Strength[n] > 0 && mouth.Outcomes[n] == FrameOutcome.Rendered)
            ? mouth
            : null;
    }

    /// <summary>Brings the sound nearer to silence or lifts it, where the model itself has no strength to set.</summary>
    private void Weigh(Span<float> mel)
    {
        if (_intensity == 1 || _session.HasWeight)
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
