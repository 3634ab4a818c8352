using System.Globalization;
using HeyGem.Benchmarks.Voice;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>
/// Whether known words make a better mouth on real clips: the curve by sound alone, with aligned closures in it, and averaged with the
/// motion of the aligned sounds, against the lips in the picture; with the words and with the same words in the wrong order.
/// </summary>
internal static class MouthWithWords
{
    /// <summary>Prints a row for each variant.</summary>
    /// <param name="model">The network.</param>
    /// <param name="clips">A clip, its words, the next clip, its words.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static async Task PrintAsync(TrainedMouthCurve model, string[] clips, CancellationToken cancellationToken)
    {
        var tools = await FfmpegLocator.LocateAsync(cancellationToken);
        Console.WriteLine("| clip | variant | words sure | opening r | width r | closure AUC |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var pair in clips.Chunk(2))
        {
            var lips = await LipAgreement.LipsAsync(tools, pair[0], cancellationToken);
            var file = await new MediaProbe(tools).ProbeVoiceAsync(pair[0], cancellationToken);
            var samples = await new AudioReader(tools).ReadMonoAsync(file, MediaTime.Zero, null, LogMel.SampleRateHz, cancellationToken);
            var curve = await model.AnalyseAsync(SpokenSample.Blocks(samples), cancellationToken);
            var heard = await SpokenSample.HearAsync(model, samples, cancellationToken);
            var words = await SpokenSample.WordsAsync(model, pair[1], "en-us", cancellationToken);
            Print(pair[0], "sound", string.Empty, lips, curve);
            foreach (var (name, text) in new[] { (string.Empty, words), (", wrong order", [.. words.Reverse()]) })
            {
                var aligned = WordAligner.Align(heard, text, model.Classes, WordsBenchmark.Prices, cancellationToken);
                var share = aligned.SureShare.ToString("0.00", CultureInfo.InvariantCulture);
                var (opening, width, closure) = DominanceMotion.Of(aligned, model.Classes, curve.Length);
                var closed = curve.Opening.Select((o, k) => o * (1 - (0.9f * closure[k]))).ToArray();
                Print(pair[0], "closures" + name, share, lips, curve with { Closure = closure, Opening = closed });
                Print(pair[0], "half and half" + name, share, lips, curve with
                {
                    Opening = Mean(curve.Opening, opening),
                    Width = Mean(curve.Width, width),
                    Closure = Mean(curve.Closure, closure),
                });
            }
        }
    }

    private static void Print(string clip, string variant, string sure, (float[] Opening, float[] Width) lips, MouthCurve curve)
    {
        var (_, opening, width, auc) = LipAgreement.Agreement(lips.Opening, lips.Width, curve);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Path.GetFileName(clip)} | {variant} | {sure} | {opening:F3} | {width:F3} | {auc:F3} |"));
    }

    private static float[] Mean(float[] one, float[] other) => [.. one.Zip(other, (a, b) => (a + b) / 2)];
}
