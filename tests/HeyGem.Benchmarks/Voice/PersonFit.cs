using System.Globalization;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;
using MathNet.Numerics.LinearAlgebra;

namespace HeyGem.Benchmarks.Voice;

/// <summary>
/// Whether a person's own way of speaking can be learnt from the clip: a linear map from the network's curves, and those 60 ms before and
/// after, to the lips, fitted by ridge regression on one half of a clip and judged on the other, both ways.
/// </summary>
internal static class PersonFit
{
    private const int Step = 6;

    // Fixed before the first run: a tenth and ten times what the standardised inputs weigh.
    private static readonly double[] _ridges = [0.1, 1, 10];

    /// <summary>Prints a table row for each half and ridge.</summary>
    public static async Task PrintAsync(string[] clips, CancellationToken cancellationToken)
    {
        using var trained = new TrainedMouthCurve();
        var tools = await FfmpegLocator.LocateAsync(cancellationToken);
        Console.WriteLine("| clip | judged on | ridge | opening r: network | fitted | width r: network | fitted |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var path in LipAgreement.ClipsOf(clips))
        {
            var (opening, width) = await LipAgreement.LipsAsync(tools, path, cancellationToken);
            var file = await new MediaProbe(tools).ProbeVoiceAsync(path, cancellationToken);
            var sound = new AudioReader(tools).ReadMonoBlocksAsync(file, MediaTime.Zero, null, LogMel.SampleRateHz, cancellationToken);
            var curve = await trained.AnalyseAsync(sound, cancellationToken);
            var lag = LipAgreement.Agreement(opening, width, curve).Lag;
            float[][] curves =
                [.. new[] { curve.Opening, curve.Width, curve.Closure }.Select(c => LipAgreement.OnGrid(c, opening.Length, lag))];
            var middle = opening.Length / 2;
            foreach (var (name, judged) in new[] { ("first half", 0..middle), ("second half", middle..opening.Length) })
            {
                var fitted = judged.Start.Value == 0 ? middle..opening.Length : 0..middle;
                foreach (var ridge in _ridges)
                {
                    var columns = string.Join(" | ", new[] { (opening, 0), (width, 1) }.Select(lips => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{MeasuredLips.Correlation(lips.Item1[judged], curves[lips.Item2][judged]):F3} | "
                            + $"{MeasuredLips.Correlation(lips.Item1[judged], Fit(curves, lips, fitted, judged, ridge)):F3}")));
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"| {Path.GetFileName(path)} | {name} | {ridge} | {columns} |"));
                }
            }
        }
    }

    /// <summary>The network's own curve, and what the map fitted on one range adds to it, over another.</summary>
    private static float[] Fit(float[][] curves, (float[] Lips, int Own) of, Range fitted, Range judged, double ridge)
    {
        var (lips, own) = of;
        var (from, to) = (fitted.Start.Value, fitted.End.Value);
        var rows = Enumerable.Range(from, to - from).Select(n => Inputs(curves, n)).ToList();
        var mean = Vector<double>.Build.Dense(rows[0].Length, i => rows.Average(r => r[i]));
        var spread = Vector<double>.Build.Dense(
            rows[0].Length, i => Math.Sqrt(rows.Average(r => (r[i] - mean[i]) * (r[i] - mean[i]))) + 1e-6);
        var x = Matrix<double>.Build.Dense(rows.Count, mean.Count, (n, i) => (rows[n][i] - mean[i]) / spread[i]);
        var target = Standard([.. lips[from..to].Select(v => (double)v)]) - Standard([.. curves[own][from..to].Select(v => (double)v)]);
        var weights = (x.TransposeThisAndMultiply(x) + (Matrix<double>.Build.DenseIdentity(mean.Count) * ridge * rows.Count))
            .Solve(x.TransposeThisAndMultiply(target));
        var (start, end) = (judged.Start.Value, judged.End.Value);
        var network = Standard([.. curves[own][start..end].Select(v => (double)v)]);
        return [.. Enumerable.Range(start, end - start).Select(n => (float)(network[n - start]
            + Vector<double>.Build.DenseOfArray(Inputs(curves, n)).Subtract(mean).PointwiseDivide(spread).DotProduct(weights)))];
    }

    private static double[] Inputs(float[][] curves, int n) =>
        [.. curves.SelectMany(c => new[] { -Step, 0, Step }.Select(d => (double)c[Math.Clamp(n + d, 0, c.Length - 1)]))];

    private static Vector<double> Standard(double[] values)
    {
        var mean = values.Average();
        var spread = Math.Sqrt(values.Average(v => (v - mean) * (v - mean))) + 1e-9;
        return Vector<double>.Build.DenseOfEnumerable(values.Select(v => (v - mean) / spread));
    }
}
