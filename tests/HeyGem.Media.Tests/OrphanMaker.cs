using System.Runtime.CompilerServices;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

/// <summary>
/// Turns this test program, started again with a variable set, into a parent that starts and stops ffmpeg over and over, by each of the
/// ways in which a render does, and waits to be killed. The variable's value marks its children: they inherit it.
/// </summary>
internal static class OrphanMaker
{
    public const string Variable = "HEYGEM_TEST_PARENT";

    private static readonly string[] _quiet =
        ["-v", "quiet", "-nostdin", "-re", "-f", "lavfi", "-i", "testsrc2=s=64x64", "-f", "null", "-"];
    private static readonly string[] _writes =
        ["-v", "quiet", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=640x360", "-f", "rawvideo", "pipe:1"];
    private static readonly string[] _reads =
        ["-v", "quiet", "-f", "rawvideo", "-s", "64x64", "-pix_fmt", "gray", "-i", "pipe:0", "-f", "null", "-"];

    // While a module's initializer runs, no other thread may enter the module: everything here happens on this one.
    [ModuleInitializer]
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            return;
        }

        var ffmpeg = FfmpegLocator.LocateAsync(CancellationToken.None).GetAwaiter().GetResult();
        ChildProcessSpec[] ways =
        [
            new(ffmpeg.FfmpegPath, _quiet),
            new(ffmpeg.FfmpegPath, _writes),
            new(ffmpeg.FfmpegPath, _reads) { WritesInput = true },
        ];
        var running = new Queue<ChildProcess>();
        for (var i = 0; ; i++)
        {
            var child = ChildProcess.Start(ways[i % ways.Length]);
            Console.WriteLine(child.Id);
            running.Enqueue(child);
            Thread.Sleep(Random.Shared.Next(60));
            if (running.Count > ways.Length)
            {
                var oldest = running.Dequeue();
                oldest.Kill();
                oldest.DisposeAsync().AsTask().GetAwaiter().GetResult();
                _ = FfmpegOutput.ReadTextAsync(ffmpeg.FfprobePath, ["-version"], CancellationToken.None).GetAwaiter().GetResult();
            }
        }
    }
}
