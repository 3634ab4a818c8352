using System.Diagnostics;
using System.Globalization;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Weights;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// Whole renders of one clip against what the same machine needs only to decode and encode it, in one run: the ratios are the result,
/// the seconds belong to the machine.
/// </summary>
internal static class Throughput
{
    public static async Task PrintAsync(string clipPath, string voicePath, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
        var clip = await new MediaProbe(ffmpeg).ProbeAsync(clipPath, cancellationToken);
        var video = clip.Video!;
        var folder = Directory.CreateTempSubdirectory("heygem-throughput-").FullName;
        Environment.SetEnvironmentVariable(DataFolder.Variable, CopyModels(folder));
        try
        {
            var realTime = video.FrameRate.StartOf(video.FrameCount).Seconds;
            Line("clip",
                $"{video.Width} x {video.Height}, {video.FrameCount} frames, {realTime:0.00} s; {Environment.ProcessorCount} cores");
            var decode = await TimeAsync(() => CopyAsync(ffmpeg, clip, null, cancellationToken));
            Line("decode into frames", Speed(decode, realTime, video.FrameCount));
            var floor = await TimeAsync(() => CopyAsync(ffmpeg, clip, Path.Combine(folder, "floor.mp4"), cancellationToken));
            Line("decode + encode (floor)", Speed(floor, realTime, video.FrameCount));

            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            var pipeline = new RenderPipeline(tools);
            var spec = new RenderSpec { ClipPath = clipPath, VoicePath = voicePath, OutputFolder = folder, Fit = FitPolicy.Cut };
            foreach (var name in (string[])["render cold", "render warm"])
            {
                RenderResult? result = null;
                var seconds = await TimeAsync(async () => result = await pipeline.RunAsync(spec, null, cancellationToken));
                var report = result!.Report;
                var rendered = video.FrameRate.StartOf(report.Frames).Seconds;
                Line(name, $"{Speed(seconds, rendered, report.Frames)}, {floor / realTime * rendered / seconds:P0} of the floor");
                Line(string.Empty, $"seconds: {report.Seconds}; peak {report.PeakMemoryMB} MiB");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CopyAsync(FfmpegTools ffmpeg, ClipInfo clip, string? output, CancellationToken cancellationToken)
    {
        var video = clip.Video!;
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        await using var reader = await FrameReader.OpenAsync(ffmpeg, clip, new FrameRange(0, video.FrameCount), pool, cancellationToken);
        await using var writer = output is null ? null : await FrameWriter.OpenAsync(
            ffmpeg,
            new EncodeSpec
            {
                OutputPath = output,
                Format = OutputFormat.H264,
                Source = video,
                FrameRate = video.FrameRate,
                Width = video.Width,
                Height = video.Height,
                Layout = video.Layout,
                FrameCount = video.FrameCount,
            },
            cancellationToken);
        while (await reader.ReadAsync(cancellationToken) is { } frame)
        {
            using (frame)
            {
                if (writer is not null)
                {
                    await writer.WriteAsync(frame, cancellationToken);
                }
            }
        }

        if (writer is not null)
        {
            await writer.FinishAsync(cancellationToken);
        }
    }

    /// <summary>A data folder with the converted models and an empty cache, so that the first render is cold.</summary>
    private static string CopyModels(string folder)
    {
        var from = FaceModelFiles.In(DataFolder.Current()).Verified();
        var to = FaceModelFiles.In(new DataFolder(Path.Combine(folder, "data")));
        Directory.CreateDirectory(to.Folder);
        foreach (var file in Directory.GetFiles(from.Folder))
        {
            File.Copy(file, Path.Combine(to.Folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, "data");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static string Speed(double seconds, double realTime, long frames) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{seconds:0.00} s, {frames / seconds:0.0} frames/s, {realTime / seconds:0.00} x real time");

    private static void Line(string what, string text) => Console.WriteLine($"{what,-24} {text}");
}
