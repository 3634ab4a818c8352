using System.Globalization;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;

namespace HeyGem.Benchmarks.Floor;

/// <summary>
/// A batch by one call, a new voice over clips whose faces are known, against one ffmpeg for each clip that decodes and encodes it. In
/// turn; every turn has a voice that was never heard.
/// </summary>
internal static class FloorBatch
{
    public static async Task PrintAsync(
        string program, string voice, IReadOnlyList<string> clips, int turns, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("heygem-floor-").FullName;
        try
        {
            var data = new DataFolder(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName);
            Directory.CreateSymbolicLink(data.Models, DataFolder.Current().Models);
            List<ClipInfo> probed = [];
            foreach (var clip in clips)
            {
                probed.Add(await new MediaProbe(ffmpeg).ProbeAsync(clip, cancellationToken));
            }

            var longest = probed.Max(clip => clip.Video!.FrameRate.StartOf(clip.Video.FrameCount).Seconds);
            await RenderAsync(-1);
            List<FloorRun> floors = [];
            List<FloorRun> batches = [];
            for (var turn = 0; turn < turns; turn++)
            {
                floors.Add(await FloorAsync(turn));
                batches.Add(await RenderAsync(turn));
            }

            var (floor, batch) = (FloorRun.Median(floors), FloorRun.Median(batches));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{clips.Count} clips, {turns} turns, medians: floor {floor.Wall:0.00} s ({floor.Processor:0.00} processor), "
                    + $"batch {batch.Wall:0.00} s ({batch.Processor:0.00}), {batch.Wall / floor.Wall:0.00} of the floor's time"));

            async Task<FloorRun> FloorAsync(int turn)
            {
                var sound = await VoiceAsync(turn);
                var sum = default(FloorRun);
                foreach (var clip in probed)
                {
                    var run = await FloorBenchmark.FloorAsync(
                        ffmpeg, FloorRow.Parse("own-h264"), clip, sound, folder, cancellationToken);
                    sum = new FloorRun(sum.Wall + run.Wall, sum.Processor + run.Processor);
                }

                return sum;
            }

            async Task<FloorRun> RenderAsync(int turn)
            {
                string[] start = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
                var output = Directory.CreateDirectory(Path.Combine(folder, "results")).FullName;
                string[] arguments =
                [
                    $"{DataFolder.Variable}={data.Root}", .. start, "render", .. clips, "--audio", await VoiceAsync(turn), "--out", output,
                ];
                var run = await FloorRun.OfAsync("/usr/bin/env", arguments, _ => { }, cancellationToken);
                Directory.Delete(output, recursive: true);
                return run;
            }

            // A little later into the voice each time: other samples, and so another voice.
            Task<string> VoiceAsync(int turn) =>
                FloorBenchmark.VoiceAsync(ffmpeg, voice, (0.01 * (turn + 2), longest), folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
