using System.Diagnostics;
using System.Globalization;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// What segments cost: the seconds and processor seconds of a render and its tools, in segments and in one go, in turn. The clip is looped
/// to the length of the voice; its face is followed before the first turn. Segments are drawn in as many lanes as asked for. On Linux.
/// </summary>
internal static class SegmentCost
{
    public static async Task PrintAsync(string clip, string voice, int turns, int lanes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-segment-cost-").FullName;
        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            tools.Local = new LocalExecutor(new LaneBudget(4 * lanes, static () => long.MaxValue), TimeProvider.System) { Begins = lanes };
            var spec = new RenderSpec { ClipPath = clip, VoicePath = voice, OutputFolder = folder, Fit = FitPolicy.Loop };
            var whole = new SegmentLengths(1e6, 1e6);
            await RunAsync(whole);
            var (once, parts) = (default(Cost), default(Cost));
            for (var turn = 0; turn < turns; turn++)
            {
                // Whoever comes first in one turn comes second in the next.
                var (a, b) = turn % 2 == 0
                    ? (await RunAsync(whole), await RunAsync(SegmentLengths.Default))
                    : Swap(await RunAsync(SegmentLengths.Default), await RunAsync(whole));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"turn {turn + 1}: one go {a.Clock:0.00} s, segments {b.Clock:0.00} s, {b.Clock / a.Clock:0.0000}; " +
                        $"processor {a.Processor:0.00} s, {b.Processor:0.00} s, {b.Processor / a.Processor:0.0000}"));
                (once, parts) = (once + a, parts + b);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"segments / one go: {parts.Clock / once.Clock:0.0000} by the clock, {parts.Processor / once.Processor:0.0000} processor"));

            async Task<Cost> RunAsync(SegmentLengths lengths)
            {
                tools.SegmentLengths = lengths;
                var (clock, processor) = (Stopwatch.GetTimestamp(), ProcessorTime.Now());
                var result = await new RenderPipeline(tools).RunAsync(spec, null, cancellationToken);
                var clocked = Stopwatch.GetElapsedTime(clock);
                File.Delete(result.OutputPath);
                Console.WriteLine($"  {result.Report.Segments}, {result.Report.Frames} frames, {result.Bytes} bytes");
                Console.WriteLine($"  {result.Sha256[..8]}, {result.Report.Seconds}");
                return new Cost(clocked.TotalSeconds, (ProcessorTime.Now() - processor).TotalSeconds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (Cost First, Cost Second) Swap(Cost second, Cost first) => (first, second);

    private readonly record struct Cost(double Clock, double Processor)
    {
        public static Cost operator +(Cost a, Cost b) => new(a.Clock + b.Clock, a.Processor + b.Processor);
    }
}
