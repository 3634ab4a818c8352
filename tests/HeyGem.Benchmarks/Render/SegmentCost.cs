using System.Globalization;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// What segments cost: the processor seconds of a render and its tools, in segments and in one go, in turn. The clip is looped to the
/// length of the voice; its face is followed before the first turn. On Linux.
/// </summary>
internal static class SegmentCost
{
    public static async Task PrintAsync(string clip, string voice, int turns, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-segment-cost-").FullName;
        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            var spec = new RenderSpec { ClipPath = clip, VoicePath = voice, OutputFolder = folder, Fit = FitPolicy.Loop };
            var whole = new SegmentLengths(1e6, 1e6, 1e6);
            await RunAsync(whole);
            var (once, parts) = (0.0, 0.0);
            for (var turn = 0; turn < turns; turn++)
            {
                // Whoever comes first in one turn comes second in the next.
                var (a, b) = turn % 2 == 0
                    ? (await RunAsync(whole), await RunAsync(SegmentLengths.Default))
                    : Swap(await RunAsync(SegmentLengths.Default), await RunAsync(whole));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"turn {turn + 1}: one go {a:0.00} s, segments {b:0.00} s, {b / a:0.0000}"));
                (once, parts) = (once + a, parts + b);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"segments / one go: {parts / once:0.0000}"));

            async Task<double> RunAsync(SegmentLengths lengths)
            {
                tools.SegmentLengths = lengths;
                var began = ProcessorTime.Now().TotalSeconds;
                var result = await new RenderPipeline(tools).RunAsync(spec, null, cancellationToken);
                File.Delete(result.OutputPath);
                Console.WriteLine($"  {result.Report.Segments}, {result.Report.Frames} frames, {result.Bytes} bytes");
                return ProcessorTime.Now().TotalSeconds - began;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double First, double Second) Swap(double second, double first) => (first, second);
}
