using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Moments;

/// <summary>What looking and listening found out about each shown frame; four numbers a frame. Decodes nothing.</summary>
internal sealed class FrameMeasures
{
    /// <summary>Lips lead the sound by so much, as the driver has them.</summary>
    private const double LeadSeconds = 0.04;

    /// <summary>Fewer spoken frames say nothing of a correlation.</summary>
    private const int LeastSpoken = 12;

    private FrameMeasures(int count)
    {
        Turned = new float[count];
        Sharpness = new float[count];
        Spoken = new float[count];
        Voice = new float[count];
        Array.Fill(Turned, float.NaN);
    }

    /// <summary>How far the head is turned to a side, degrees; not a number where no face is.</summary>
    public float[] Turned { get; }

    /// <summary>Detail of the clip's mouth; 0 where no face is.</summary>
    public float[] Sharpness { get; }

    /// <summary>Probability that somebody speaks, 0..1.</summary>
    public float[] Spoken { get; }

    /// <summary>The opening that is heard, 0..1.</summary>
    public float[] Voice { get; }

    /// <summary>Frames.</summary>
    public int Count => Turned.Length;

    /// <summary>Gathers them.</summary>
    /// <param name="faces">The clip's face, from the start of the plan's source.</param>
    /// <param name="plan">The result.</param>
    /// <param name="curve">The voice from the result's first frame on.</param>
    /// <param name="offsetMs">How much later than natural the lips move.</param>
    public static FrameMeasures Of(FaceStageResult faces, SourcePlan plan, MouthCurve curve, double offsetMs)
    {
        var made = new FrameMeasures((int)plan.Shown.Count);
        var each = faces.Fields is null ? 1 : Fields.FieldSplit.Count;
        var points = new Vector3[FaceTrack.LandmarkCount];
        for (var i = 0; i < made.Count; i++)
        {
            var n = (int)plan.Shown.Start + i;
            var source = each * plan.SourceOf(n);
            if (faces.Track.HasFace(source))
            {
                faces.Track.Landmarks(source, points);
                made.Turned[i] = HeadTurn.Degrees(points);
                made.Sharpness[i] = faces.Track.Sharpness(source);
            }

            var seconds = plan.Rate.StartOf(n).Seconds + LeadSeconds - (offsetMs / 1000);
            var k = (int)Math.Round(seconds * MouthCurve.RateHz);
            if (k >= 0 && k < curve.Length)
            {
                (made.Spoken[i], made.Voice[i]) = (1 - curve.Silence[k], curve.Opening[k]);
            }
        }

        return made;
    }

    /// <summary>The shots with what was measured over each.</summary>
    /// <param name="shots">The shots of the shown frames.</param>
    /// <param name="planned">What the plan does to a shown frame.</param>
    public IReadOnlyList<ReportShot> Over(IReadOnlyList<ReportShot> shots, Func<int, FramePlan> planned) =>
        [.. shots.Select(shot => Over(shot, planned))];

    private ReportShot Over(ReportShot shot, Func<int, FramePlan> planned)
    {
        int[] all = [.. Enumerable.Range((int)shot.Start, (int)(shot.End - shot.Start))];
        int[] seen = [.. all.Where(i => !float.IsNaN(Turned[i]))];
        var covered = all.Average(i => planned(i).Covered);
        return shot with
        {
            SyncExpected = Correlation(seen, planned) is { } r ? Math.Round(r, 2) : null,
            Sharpness = Rank([.. seen.Select(i => Sharpness[i])], 0.5),
            Covered = Math.Round(covered, 3),
            TurnedDegrees = Rank([.. seen.Select(i => Turned[i])], 0.9),
        };
    }

    private double? Correlation(int[] frames, Func<int, FramePlan> planned)
    {
        int[] spoken = [.. frames.Where(i => Spoken[i] > 0.5f && planned(i).Opening is not null)];
        if (spoken.Length < LeastSpoken)
        {
            return null;
        }

        double[] x = [.. spoken.Select(i => (double)Voice[i])];
        double[] y = [.. spoken.Select(i => (double)planned(i).Opening!.Value)];
        var (mx, my) = (x.Average(), y.Average());
        var (sx, sy, sxy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            sx += (x[i] - mx) * (x[i] - mx);
            sy += (y[i] - my) * (y[i] - my);
            sxy += (x[i] - mx) * (y[i] - my);
        }

        return sx * sy < 1e-12 ? 0 : sxy / Math.Sqrt(sx * sy);
    }

    private static double? Rank(float[] values, double rank)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : Math.Round(values[(int)(rank * (values.Length - 1))], 1);
    }
}
