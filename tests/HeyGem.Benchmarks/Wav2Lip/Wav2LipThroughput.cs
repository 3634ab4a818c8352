using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HeyGem.Benchmarks.Render;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Wav2Lip;

/// <summary>
/// Whole renders with a model of Wav2Lip's true size against the bare runtime on the same batch and threads, by turns in one run: the ratio
/// is the result, the frames a second belong to the machine. Then ten clips with one voice by one call of the program, and memory for 10
/// and 60 seconds, each in a process of its own.
/// </summary>
internal static class Wav2LipThroughput
{
    private const int Rounds = 5;
    private const int Batch = 4;

    public static async Task PrintAsync(string clip, string voice, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-wav2lip-").FullName;
        try
        {
            var graph = Path.Combine(folder, "true-size.onnx");
            await RunSelfAsync(["wav2lip-graph", graph], cancellationToken);
            var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
            var ten = await CutAsync(ffmpeg, clip, voice, 10, folder, cancellationToken);
            await SpeedAsync(graph, ten, folder, cancellationToken);
            await TenClipsAsync(graph, ten, ffmpeg, folder, cancellationToken);
            var sixty = await CutAsync(ffmpeg, clip, voice, 60, folder, cancellationToken);
            foreach (var (name, cut) in new[] { ("10 s", ten), ("60 s", sixty) })
            {
                Line($"memory, {name}", await RunSelfAsync(["wav2lip-render", graph, cut.Clip, cut.Voice], cancellationToken));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// One render in this process: its frames and its largest memory. A graph named <c>mesh</c> stands for the built-in engine.
    /// </summary>
    public static async Task PrintRenderAsync(string graph, string clip, string voice, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-wav2lip-").FullName;
        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            var result = await new RenderPipeline(tools).RunAsync(Spec(graph, (clip, voice), folder), null, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Report.Frames} frames, peak {result.Report.PeakMemoryMB} MiB, {GC.GetTotalAllocatedBytes() >> 20} MiB " +
                    $"allocated, {GC.CollectionCount(0)} collections, {result.Report.Seconds}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SpeedAsync(string graph, (string Clip, string Voice) cut, string folder, CancellationToken cancellationToken)
    {
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
        var pipeline = new RenderPipeline(tools);
        var cold = await pipeline.RunAsync(Spec(graph, cut, folder), null, cancellationToken);
        Line("render, all to be found", Speed(cold.Report));
        using var bare = new BareSession(graph, Batch, Environment.ProcessorCount);
        List<double> ratios = [];
        List<double> costs = [];
        var alone = Alone(bare);
        for (var i = 0; i < Rounds; i++)
        {
            var before = ProcessorTime.Now();
            var report = (await pipeline.RunAsync(Spec(graph, cut, folder), null, cancellationToken)).Report;
            var cost = (ProcessorTime.Now() - before).TotalMilliseconds / report.Frames;
            var again = Alone(bare);
            var (speed, least) = ((alone.Speed + again.Speed) / 2, (alone.Cost + again.Cost) / 2);
            ratios.Add(report.Frames / report.Seconds.Total / speed);
            costs.Add(least / cost);
            Line("runtime alone", FormattableString.Invariant(
                $"{alone.Speed:0.0} and {again.Speed:0.0} frames/s, {least:0} ms of processor time a frame"));
            Line("render, face and voice known", FormattableString.Invariant(
                $"{Speed(report)}, {cost:0} ms of processor time a frame: {ratios[^1]:P0} and {costs[^1]:P0} of the runtime alone"));
            alone = again;
        }

        Line("median", string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(ratios):P0} of the runtime alone by the clock, {Median(costs):P0} by processor time; batch {Batch}, " +
            $"{Environment.ProcessorCount} threads"));
    }

    private static (double Speed, double Cost) Alone(BareSession bare)
    {
        const int Frames = 120;
        var before = ProcessorTime.Now();
        var speed = bare.Measure(Frames);

        // One run more than is counted, to warm up.
        return (speed, (ProcessorTime.Now() - before).TotalMilliseconds / (Frames + Batch));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>
    /// Ten clips by one call of the program against one by one call, by turns, since one call loads the model and hears the voice once for
    /// all.
    /// </summary>
    private static async Task TenClipsAsync(
        string graph, (string Clip, string Voice) cut, FfmpegTools ffmpeg, string folder, CancellationToken cancellationToken)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        Directory.CreateSymbolicLink(new DataFolder(data).Models, DataFolder.Current().Models);
        var clips = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            clips.Add(Path.Combine(folder, $"ten-{i}.mp4"));
            await RunAsync(
                ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", "-ss", FormattableString.Invariant($"{0.5 * i}"), "-i", cut.Clip, "-t", "2",
                "-c:v", "libx264", "-crf", "18", clips[i]], cancellationToken);
        }

        async Task<double> RenderAsync(string what, IEnumerable<string> of)
        {
            var watch = Stopwatch.StartNew();
            var told = await RunAsync(
                "/usr/bin/env",
                [$"{DataFolder.Variable}={data}", Path.Combine(TestFolders.Repository, "heygem"), "render", .. of, "--audio", cut.Voice,
                    "--engine", "wav2lip", "--model", graph, "--out", folder, "--json"],
                cancellationToken);
            var caches = told.Split('\n').Where(line => line.Contains("\"completed\"", StringComparison.Ordinal))
                .Select(line => JsonNode.Parse(line)!["report"]!["cache"]!).ToList();
            int Fresh(string part) => caches.Count(cache => !cache[part]!.GetValue<bool>());
            Line(what, string.Create(
                CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds:0.0} s; faces found {Fresh("faces")} times, voice heard {Fresh("voice")} times, model " +
                    $"loaded {Fresh("model")} times"));
            return watch.Elapsed.TotalSeconds;
        }

        var cold = await RenderAsync("ten clips, all to be found", clips);
        List<double> one = [await RenderAsync("one of them, known", clips.Take(1))];
        List<double> ten = [];
        for (var i = 0; i < 3; i++)
        {
            ten.Add(await RenderAsync("ten clips, known", clips));
            one.Add(await RenderAsync("one of them, known", clips.Take(1)));
        }

        Line("ten of one", FormattableString.Invariant(
            $"{ten.Average() / one.Average():0.0} x known, {cold / one.Average():0.0} x all to be found"));
    }

    private static RenderSpec Spec(string graph, (string Clip, string Voice) cut, string folder) => new()
    {
        ClipPath = cut.Clip,
        VoicePath = cut.Voice,
        OutputFolder = folder,
        Engine = graph == "mesh" ? "mesh" : "wav2lip",
        Wav2Lip = new Wav2LipOptions { Model = graph },
    };

    /// <summary>A clip at 1280 x 720 and a voice of so many seconds, repeated as often as it takes.</summary>
    private static async Task<(string Clip, string Voice)> CutAsync(
        FfmpegTools ffmpeg, string clip, string voice, int seconds, string folder, CancellationToken cancellationToken)
    {
        var picture = Path.Combine(folder, $"clip-{seconds}.mp4");
        var sound = Path.Combine(folder, $"voice-{seconds}.wav");
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        await RunAsync(
            ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", "-stream_loop", "-1", "-i", clip, "-t", length, "-an", "-vf",
            "scale=1280:720:force_original_aspect_ratio=increase,crop=1280:720,fps=25", "-c:v", "libx264", "-preset", "veryfast", "-crf",
            "18", "-pix_fmt", "yuv420p", picture], cancellationToken);
        await RunAsync(
            ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", "-stream_loop", "-1", "-i", voice, "-t", length, "-ac", "1", "-ar", "16000",
            sound], cancellationToken);
        return (picture, sound);
    }

    /// <summary>Runs this program again, whether it was started by its own executable or by <c>dotnet HeyGem.Benchmarks.dll</c>.</summary>
    private static Task<string> RunSelfAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (program, assembly) = (Environment.ProcessPath!, typeof(Wav2LipThroughput).Assembly);
        var isHost = Path.GetFileName(program) is "dotnet" or "dotnet.exe";
        return RunAsync(program, isHost ? [assembly.Location, .. arguments] : arguments, cancellationToken);
    }

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var child = ChildProcess.Start(new ChildProcessSpec(program, arguments));
        using var reader = new StreamReader(child.StandardOutput);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return await child.WaitAsync(cancellationToken) == 0
            ? text.Trim() : throw new InvalidOperationException(string.Join('\n', child.ErrorTail));
    }

    private static string Speed(RenderReport report) =>
        FormattableString.Invariant($"{report.Frames / report.Seconds.Total:0.0} frames/s ({report.Frames} frames; {report.Seconds})");

    private static void Line(string what, string text) => Console.WriteLine($"{what,-30} {text}");
}
