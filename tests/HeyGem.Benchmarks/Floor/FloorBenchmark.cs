using System.Globalization;
using System.Runtime.InteropServices;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Benchmarks.Floor;

/// <summary>
/// Renders by whole processes against the floor: one ffmpeg that decodes the same clip and encodes it with the renders' own arguments.
/// Floor, cold render and warm render of each program run in turn, so that a swing of the machine meets them all.
/// </summary>
internal static class FloorBenchmark
{
    public static async Task PrintAsync(FloorOptions options, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("heygem-floor-").FullName;
        try
        {
            Console.WriteLine($"{Machine()}; ffmpeg {ffmpeg.Version}; {options.Turns} turns, medians\n");
            Console.WriteLine("| row | what | seconds | processor seconds | speed of the floor | by processor time |");
            Console.WriteLine("|---|---|---|---|---|---|");
            List<FloorProgram> programs = [.. options.Programs.Select(
                (path, i) => new FloorProgram(path, Directory.CreateDirectory(Path.Combine(folder, $"program{i}")).FullName))];
            List<string> notes = [];
            foreach (var row in options.Rows)
            {
                var clip = await row.MakeAsync(ffmpeg, options.Clip, options.Seconds, folder, cancellationToken);
                notes.AddRange(await RunRowAsync(ffmpeg, row, clip, (options, programs, folder), cancellationToken));
            }

            Console.WriteLine();
            notes.ForEach(Console.WriteLine);
            Console.WriteLine($"Load at the end: {LoadAverage()}.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> RunRowAsync(
        FfmpegTools ffmpeg, FloorRow row, string clip, (FloorOptions Options, List<FloorProgram> Programs, string Folder) run,
        CancellationToken cancellationToken)
    {
        var probed = await new MediaProbe(ffmpeg).ProbeAsync(clip, cancellationToken);
        var video = probed.Video!;
        var voice = await VoiceAsync(
            ffmpeg, run.Options.Voice, (0, video.FrameRate.StartOf(video.FrameCount).Seconds), run.Folder, cancellationToken);
        List<FloorRun> floor = [];
        run.Programs.ForEach(program => program.Forget());
        for (var turn = 0; turn < run.Options.Turns; turn++)
        {
            floor.Add(await FloorAsync(ffmpeg, row, probed, voice, run.Folder, cancellationToken));

            // Whoever comes first in one turn comes last in the next.
            foreach (var program in turn % 2 == 0 ? run.Programs : [.. run.Programs.AsEnumerable().Reverse()])
            {
                await program.RunAsync(ffmpeg, row.Result, (clip, voice), cancellationToken);
            }
        }

        var bottom = FloorRun.Median(floor);
        Line(row.Name, "floor", bottom, bottom);
        List<string> notes = [string.Create(CultureInfo.InvariantCulture,
            $"{row.Name}: {video.Width} x {video.Height}, {video.FrameCount} frames, {video.Codec}, {video.Layout.FfmpegName}.")];
        foreach (var (program, i) in run.Programs.Select((program, i) => (program, i)))
        {
            var name = run.Programs.Count > 1 ? $" {(char)('A' + i)}" : string.Empty;
            Line(row.Name, "cold" + name, FloorRun.Median(program.Cold), bottom);
            Line(row.Name, "warm" + name, FloorRun.Median(program.Warm), bottom);
            var stages = program.Stages.Select(stage => string.Create(
                CultureInfo.InvariantCulture, $"{stage.Key} {FloorRun.Median(stage.Value):0.00}"));
            notes.Add($"{row.Name} warm{name} by stage, seconds: {string.Join(", ", stages)}; pictures {program.Pictures.Trim()}.");
        }

        return notes;
    }

    /// <summary>Decodes a clip and encodes it as a render does, with the voice as its sound; as long as the shorter of both.</summary>
    internal static async Task<FloorRun> FloorAsync(
        FfmpegTools ffmpeg, FloorRow row, ClipInfo clip, string voice, string folder, CancellationToken cancellationToken)
    {
        var (video, profile) = (clip.Video!, EncodeProfiles.Of(row.Result, clip.Video!));
        var output = Path.Combine(folder, "floor" + profile.Extension());
        var spec = new EncodeSpec
        {
            OutputPath = output,
            Format = row.Result,
            Source = video,
            FrameRate = video.FrameRate,
            Width = video.Width,
            Height = video.Height,
            Layout = video.Layout,
            FrameCount = video.FrameCount,
        };
        var picture = new PictureEncoding(spec, profile, ffmpeg);
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-i", clip.Path, "-i", voice, "-map", "0:v:0", "-map", "1:a:0",
            "-vf", string.Join(',', picture.Filters), "-fps_mode", "passthrough", .. picture.Codec, "-pix_fmt", picture.PixelFormat,
            .. picture.Tags, .. profile == EncodeProfile.H264 ? SoundTrack.Aac(1) : ["-c:a", "pcm_s24le"], "-shortest", output,
        ];
        return await FloorRun.OfAsync(ffmpeg.FfmpegPath, arguments, _ => { }, cancellationToken);
    }

    /// <summary>So many seconds of the voice, said again and again where it is shorter.</summary>
    internal static async Task<string> VoiceAsync(
        FfmpegTools ffmpeg, string voice, (double From, double Length) seconds, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "voice.wav");
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-stream_loop", "-1", "-ss", seconds.From.ToString(CultureInfo.InvariantCulture), "-i", voice,
            "-t", seconds.Length.ToString(CultureInfo.InvariantCulture), "-ac", "1", path,
        ];
        await FfmpegOutput.ReadTextAsync(ffmpeg.FfmpegPath, arguments, cancellationToken);
        return path;
    }

    private static void Line(string row, string what, FloorRun run, FloorRun floor) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {row} | {what} | {run.Wall:0.00} | {run.Processor:0.00} | {floor.Wall / run.Wall:0.00} | "
            + $"{floor.Processor / run.Processor:0.00} |"));

    private static string Machine()
    {
        const string Table = "/proc/cpuinfo";
        var model = File.Exists(Table)
            ? File.ReadLines(Table).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
        return $"{Environment.ProcessorCount} x {model ?? RuntimeInformation.ProcessArchitecture.ToString()}, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {LoadAverage()}";
    }

    private static string LoadAverage()
    {
        const string Table = "/proc/loadavg";
        return File.Exists(Table) ? string.Join(' ', File.ReadAllText(Table).Split(' ').Take(3)) : "unknown";
    }
}
