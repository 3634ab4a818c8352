using System.Globalization;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// Draws a known mouth through the whole pipeline and looks at the result with our own mesh: another clip's measured lips, or the clip's
/// own where both names are the same. Leaves the file and what was asked for, so that another tracker can be asked too.
/// </summary>
internal static class CurveFollowing
{
    public static async Task PrintAsync(
        string clipPath, string driverPath, string voicePath, string folder, CancellationToken cancellationToken)
    {
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
        var own = clipPath == driverPath;
        var driver = await MeasuredLips.OfAsync(tools.Ffmpeg, tools.FaceModels, driverPath, int.MaxValue, cancellationToken);
        var rate = (await new MediaProbe(tools.Ffmpeg).ProbeAsync(clipPath, cancellationToken)).Video!.FrameRate;
        var length = (int)(driver.Opening.Length * rate.PerSecond / driver.Rate.PerSecond);
        var known = new KnownMouth(
            MeasuredLips.AtRate(driver.Opening, driver.Rate.PerSecond, rate.PerSecond, length),
            MeasuredLips.AtRate(driver.Width, driver.Rate.PerSecond, rate.PerSecond, length),
            own);
        using var engines = new EngineRegistry(() => new KnownMouthEngine(known));
        using var drawing = await RenderTools.LoadAsync(TimeProvider.System, engines, cancellationToken);
        var result = await new RenderPipeline(drawing).RunAsync(
            new RenderSpec { ClipPath = clipPath, VoicePath = voicePath, OutputFolder = folder }, null, cancellationToken);
        var seen = await MeasuredLips.OfAsync(tools.Ffmpeg, tools.FaceModels, result.OutputPath, length, cancellationToken);
        var source = await MeasuredLips.OfAsync(tools.Ffmpeg, tools.FaceModels, clipPath, seen.Opening.Length, cancellationToken);
        var wanted = own ? (known.Opening, known.Width) : await WantedAsync(tools, clipPath, known, seen.Opening.Length, cancellationToken);
        await using (var csv = File.CreateText(Path.ChangeExtension(result.OutputPath, ".csv")))
        {
            await csv.WriteLineAsync("opening,width,seen_opening,seen_width,own_opening,own_width");
            for (var n = 0; n < seen.Opening.Length; n++)
            {
                await csv.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{wanted.Opening[n]:F5},{wanted.Width[n]:F5},{seen.Opening[n]:F5},{seen.Width[n]:F5}," +
                        $"{source.Opening[n]:F5},{source.Width[n]:F5}"));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(clipPath)} | {Path.GetFileName(driverPath)} | {seen.Opening.Length} | " +
                $"{R(wanted.Opening, seen.Opening)} | {R(wanted.Width, seen.Width)} | {result.OutputPath} |"));
    }

    private static string R(float[] wanted, float[] seen) => string.Create(
        CultureInfo.InvariantCulture, $"{MeasuredLips.Correlation(wanted, seen):F3}, gain {MeasuredLips.Gain(wanted, seen):F2}");

    private static async Task<(float[] Opening, float[] Width)> WantedAsync(
        RenderTools tools, string clipPath, KnownMouth known, int frames, CancellationToken cancellationToken)
    {
        var clip = MeshClip.Analyse(
            await MeasuredLips.TrackAsync(tools.Ffmpeg, tools.FaceModels, clipPath, int.MaxValue, cancellationToken), cancellationToken);
        var targets = known.Over(clip, [.. Enumerable.Range(0, frames)]);
        return ([.. targets.Opening], [.. targets.Width]);
    }
}
