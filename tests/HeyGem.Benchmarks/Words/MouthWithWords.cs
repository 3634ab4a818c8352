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
/// Whether known words make a better mouth on real clips, by the product's own switch: the curve by sound alone, with aligned closures in
/// it, and averaged with the motion of the aligned sounds, against the lips in the picture; with the words and with the
/// same words in the wrong order.
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
                foreach (var mouth in new[] { WordsMouth.Closures, WordsMouth.Half })
                {
                    Print(pair[0], mouth + name, share, lips, WordMouth.Applied(curve, aligned, model.Classes, mouth));

                    // The same without the two guards: words that are not sure, and texts that are another one.
                    var blind = new WordAlignment([.. aligned.Words.Select(w => w with { Fit = WordFit.Sure })], []);
                    Print(pair[0], $"{mouth}{name}, not guarded", share, lips, WordMouth.Applied(curve, blind, model.Classes, mouth));
                }
            }
        }
    }

    private static void Print(string clip, string variant, string sure, (float[] Opening, float[] Width) lips, MouthCurve curve)
    {
        var (_, opening, width, auc) = LipAgreement.Agreement(lips.Opening, lips.Width, curve);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Path.GetFileName(clip)} | {variant} | {sure} | {opening:F3} | {width:F3} | {auc:F3} |"));
    }
}
