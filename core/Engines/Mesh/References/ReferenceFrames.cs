using System.Numerics;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// Chooses, from the clip alone, the few frames whose pixels serve as material: open mouths for the inside, and clean lips in all the
/// shapes the clip has. Frame numbers count from the start of the track's range.
/// </summary>
internal sealed class ReferenceFrames
{
    private const int MostLips = 16;
    private const int MostInner = 19;

    private ReferenceFrames(int[] lips, int[] inner)
    {
        Lips = lips;
        Inner = inner;
    }

    /// <summary>Frames for lips, at most 18.</summary>
    public int[] Lips { get; }

    /// <summary>Frames that show the inside of the mouth, at most 19; empty where the clip never opens.</summary>
    public int[] Inner { get; }

    /// <summary>Chooses for a clip.</summary>
    /// <param name="track">The clip's face.</param>
    /// <param name="analysis">What is known of it.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static ReferenceFrames Choose(FaceTrack track, Analysis analysis, CancellationToken cancellationToken)
    {
        var all = Candidates(track, analysis, cancellationToken);
        return new ReferenceFrames(ChooseLips(all, cancellationToken), analysis.Range.EverOpens ? ChooseInner(all) : []);
    }

    private static List<Candidate> Candidates(FaceTrack track, Analysis analysis, CancellationToken cancellationToken)
    {
        var (shapes, model, slow, _, usable) = analysis;
        var shape = new Vector3[FaceTrack.LandmarkCount];
        var residual = new Vector3[FaceTrack.LandmarkCount];
        var usual = new Vector3[FaceTrack.LandmarkCount];
        var list = new List<Candidate>();
        for (var i = 0; i < usable.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!usable[i] || !shapes.Has(i))
            {
                continue;
            }

            shapes.Local(i, shape);
            model.Residual(shape, shapes.Opening[i], shapes.Width[i], residual);
            slow.Read(i, usual);
            float odd = 0;
            foreach (var v in FaceIndices.OuterLip)
            {
                odd += Vector3.DistanceSquared(residual[v], usual[v]);
            }

            var before = i > 0 && shapes.Has(i - 1) && shapes.ShotOf[i - 1] == shapes.ShotOf[i] ? i - 1 : i;
            var after = i + 1 < usable.Count && shapes.Has(i + 1) && shapes.ShotOf[i + 1] == shapes.ShotOf[i] ? i + 1 : i;
            var speed = after > before ? MathF.Abs(shapes.Opening[after] - shapes.Opening[before]) / (after - before) : 0;
            var pose = shapes.Pose(i);
            list.Add(new Candidate(
                i, shapes.Opening[i], shapes.Width[i], pose.YawDegrees, pose.PitchDegrees, track.Sharpness(i),
                speed * (float)shapes.RateFactor, MathF.Sqrt(odd / FaceIndices.OuterLip.Length)));
        }

        var most = ReferenceTuning.MostSharpness * Median(list.Select(c => c.Sharpness));
        list.RemoveAll(c => c.Sharpness > most);
        return list;
    }

    /// <summary>Six opening quantiles by three yaw terciles, the sharpest and stillest of each, and one of the widest open.</summary>
    private static int[] ChooseInner(List<Candidate> all)
    {
        var open = all.Where(c => c.Opening > MouthRange.OpenFrame).OrderBy(c => c.Opening).ToArray();
        if (open.Length == 0)
        {
            return [];
        }

        var sharp = Median(open.Select(c => c.Sharpness));
        float Merit(Candidate c) => (c.Sharpness / sharp) - (ReferenceTuning.SpeedCost * c.Speed);
        var yaws = open.Select(c => c.Yaw).Order().ToArray();
        var (third, two) = (yaws[yaws.Length / 3], yaws[2 * yaws.Length / 3]);
        var chosen = new SortedSet<int>();
        for (var q = 0; q < ReferenceTuning.InnerBands; q++)
        {
            var band = open[(q * open.Length / ReferenceTuning.InnerBands)..((q + 1) * open.Length / ReferenceTuning.InnerBands)];
            foreach (var group in band.GroupBy(c => c.Yaw < third ? 0 : c.Yaw < two ? 1 : 2))
            {
                chosen.Add(group.MaxBy(Merit)!.Frame);
            }
        }

        chosen.Add(open[(int)(open.Length * ReferenceTuning.WideInner)..].MaxBy(Merit)!.Frame);
        return [.. chosen.Take(MostInner)];
    }

    private static int[] ChooseLips(List<Candidate> all, CancellationToken cancellationToken)
    {
        if (all.Count == 0)
        {
            return [];
        }

        var usualOdd = Median(all.Select(c => c.Oddness));
        var speeds = all.Select(c => c.Speed).Order().ToArray();
        var speedLimit = speeds[(int)(ReferenceTuning.StillShare * (speeds.Length - 1))];
        var byOpening = all.OrderBy(c => c.Opening).ToArray();
        var fit = new List<Candidate>();
        for (var q = 0; q < ReferenceTuning.LipBands; q++)
        {
            var (from, to) = (q * byOpening.Length / ReferenceTuning.LipBands, (q + 1) * byOpening.Length / ReferenceTuning.LipBands);
            var band = byOpening[from..to];
            var sharp = band.Length > 0 ? Median(band.Select(c => c.Sharpness)) : 0;
            fit.AddRange(band.Where(c => c.Sharpness >= ReferenceTuning.LeastSharpness * sharp && c.Speed <= speedLimit
                && c.Oddness < ReferenceTuning.MostOddness * usualOdd));
        }

        if (fit.Count == 0)
        {
            fit.AddRange(all);
        }

        var chosen = Cover(fit, cancellationToken);
        chosen.Add(fit.MinBy(c => c.Opening)!.Frame);
        var ascending = fit.OrderBy(c => c.Opening).ToArray();
        chosen.Add(ascending[(int)(ReferenceTuning.WideLips * (ascending.Length - 1))].Frame);
        return [.. chosen.Distinct().Order()];
    }

    /// <summary>Greedy cover of (opening, width, yaw, pitch): each new key adds the most weight that is not yet covered.</summary>
    private static List<int> Cover(List<Candidate> fit, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, fit.Count / ReferenceTuning.MostCandidates);
        var points = fit.Where((_, k) => k % step == 0).ToArray();
        var covered = new float[points.Length];
        var sharp = Median(points.Select(c => c.Sharpness));
        var chosen = new List<int>();
        while (chosen.Count < MostLips)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = -1;
            var bestGain = 0f;
            for (var c = 0; c < points.Length; c++)
            {
                var quality = QualityOf(points[c], sharp);
                var gain = 0f;
                for (var p = 0; p < points.Length; p++)
                {
                    gain += MathF.Max(0, (points[c].Cover(points[p]) * quality) - covered[p]);
                }

                (best, bestGain) = gain > bestGain ? (c, gain) : (best, bestGain);
            }

            if (best < 0 || bestGain < ReferenceTuning.LeastGain * points.Length)
            {
                break;
            }

            chosen.Add(points[best].Frame);
            var taken = QualityOf(points[best], sharp);
            for (var p = 0; p < points.Length; p++)
            {
                covered[p] = MathF.Max(covered[p], points[best].Cover(points[p]) * taken);
            }
        }

        return chosen;
    }

    private static float QualityOf(Candidate candidate, float usual) =>
        Math.Clamp(candidate.Sharpness / usual, ReferenceTuning.LeastQuality, ReferenceTuning.MostQuality);

    private static float Median(IEnumerable<float> values) =>
        MathF.Max(ReferenceTuning.LeastMedian, MouthRange.Percentile([.. values.Order()], 50));

    /// <summary>What is known of a clip when its references are chosen.</summary>
    /// <param name="Shapes">The clip's face, analysed.</param>
    /// <param name="Model">Its deformation model.</param>
    /// <param name="Slow">Its slow expression.</param>
    /// <param name="Range">Its range.</param>
    /// <param name="Usable">Frames that may serve.</param>
    internal sealed record Analysis(FaceShapes Shapes, DeformationModel Model, Posture Slow, MouthRange Range, IReadOnlyList<bool> Usable);

    private sealed record Candidate(
        int Frame, float Opening, float Width, float Yaw, float Pitch, float Sharpness, float Speed, float Oddness)
    {
        public float Cover(Candidate other)
        {
            var o = (Opening - other.Opening) / ReferenceTuning.CoverOpening;
            var w = (Width - other.Width) / ReferenceTuning.CoverWidth;
            var y = (Yaw - other.Yaw) / ReferenceTuning.CoverDegrees;
            var p = (Pitch - other.Pitch) / ReferenceTuning.CoverDegrees;
            return MathF.Exp(-((o * o) + (w * w) + (y * y) + (p * p)) / 2);
        }
    }
}
