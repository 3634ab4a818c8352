using System.Globalization;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Voice;

/// <summary>
/// How well a curve made from a clip's own sound agrees with the lips in its picture, as tracked by our own mesh. The clip's own delay
/// between lips and sound, one for opening and width together, is taken out first, as files are often out of sync.
/// </summary>
internal static class LipAgreement
{
    /// <summary>Values a second at which curves and lips are compared.</summary>
    public const int GridHz = 100;

    private const int LargestLag = 20;

    /// <summary>Prints a table row for each clip and model.</summary>
    /// <param name="clips">Paths; none for the talking clips of the shared folder.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static async Task PrintAsync(string[] clips, CancellationToken cancellationToken)
    {
        clips = ClipsOf(clips);
        using var trained = new TrainedMouthCurve();
        var tools = await FfmpegLocator.LocateAsync(cancellationToken);
        Console.WriteLine("| clip | model | lips after sound | opening r | width r | closure AUC |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var path in clips)
        {
            var (opening, width) = await LipsAsync(tools, path, cancellationToken);
            var file = await new MediaProbe(tools).ProbeVoiceAsync(path, cancellationToken);
            foreach (var model in new IMouthCurveModel[] { trained, new BandMouthCurve() })
            {
                var sound = new AudioReader(tools).ReadMonoBlocksAsync(file, MediaTime.Zero, null, LogMel.SampleRateHz, cancellationToken);
                var curve = await model.AnalyseAsync(sound, cancellationToken);
                var best = Agreement(opening, width, curve);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Path.GetFileName(path)} | {model.Name} | {best.Lag * 1000 / GridHz:+0;-0;0} ms | {best.Opening:F3} | " +
                        $"{best.Width:F3} | {best.Auc:F3} |"));
            }
        }
    }

    /// <summary>The clips named, or the talking clips of the shared folder.</summary>
    public static string[] ClipsOf(string[] clips)
    {
        if (clips.Length > 0)
        {
            return clips;
        }

        var folder = TestFolders.SharedMedia ?? throw new InvalidOperationException("Name clips, or run beside ../shared/media.");
        return [.. Directory.GetFiles(folder, "talk-*.mp4").Order()];
    }

    /// <summary>How a curve agrees with lips on the grid, at the lag that suits both best.</summary>
    internal static (int Lag, double Opening, double Width, double Auc) Agreement(float[] opening, float[] width, MouthCurve curve)
    {
        var best = Enumerable.Range(-LargestLag, (2 * LargestLag) + 1)
            .Select(lag => (lag, o: MeasuredLips.Correlation(opening, OnGrid(curve.Opening, opening.Length, lag)),
                w: MeasuredLips.Correlation(width, OnGrid(curve.Width, width.Length, lag))))
            .MaxBy(r => r.o + r.w);
        return (best.lag, best.o, best.w, ClosureAuc(opening, curve, best.lag));
    }

    /// <summary>
    /// How well the curve tells closed lips (under a fifth of their usual range) from open ones: area under its ROC curve.
    /// </summary>
    private static double ClosureAuc(float[] opening, MouthCurve curve, int lag)
    {
        var sorted = opening.Order().ToArray();
        var (low, high) = (sorted[(int)(0.02 * (sorted.Length - 1))], sorted[(int)(0.95 * (sorted.Length - 1))]);
        var score = OnGrid([.. curve.Closure.Zip(curve.Opening, (c, o) => c - (0.5f * o))], opening.Length, lag);
        long rankSum = 0, closed = 0, rank = 0;
        foreach (var n in Enumerable.Range(0, opening.Length).OrderBy(n => score[n]))
        {
            rank++;
            if (opening[n] < low + (0.2f * (high - low)))
            {
                closed++;
                rankSum += rank;
            }
        }

        return (rankSum - (closed * (closed + 1) / 2)) / Math.Max(1.0, closed * (double)(opening.Length - closed));
    }

    /// <summary>Opening and width of the lips in a clip, on the grid.</summary>
    internal static async Task<(float[] Opening, float[] Width)> LipsAsync(
        FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        using var models = FaceModels.Load(FaceModelFiles.In(DataFolder.Current()));
        var lips = await MeasuredLips.OfAsync(tools, models, path, int.MaxValue, cancellationToken);
        var rate = lips.Rate.PerSecond;
        var length = (int)(lips.Opening.Length * GridHz / rate);
        return (OnGrid(lips.Opening, rate, length, 0), OnGrid(lips.Width, rate, length, 0));
    }

    /// <summary>A curve of the voice on the grid, later by a lag in grid steps.</summary>
    public static float[] OnGrid(float[] curve, int length, int lag) => OnGrid(curve, MouthCurve.RateHz, length, lag);

    private static float[] OnGrid(float[] values, double rateHz, int length, int lag)
    {
        var result = new float[length];
        for (var n = 0; n < length; n++)
        {
            var place = Math.Clamp((n - lag) * rateHz / GridHz, 0, values.Length - 1);
            var k = Math.Min((int)place, values.Length - 2);
            result[n] = float.Lerp(values[k], values[k + 1], (float)(place - k));
        }

        return result;
    }
}
