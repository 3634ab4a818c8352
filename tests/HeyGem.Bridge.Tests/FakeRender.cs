using System.Collections.Concurrent;
using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;

namespace HeyGem.Bridge.Tests;

/// <summary>
/// Stands in for the pipeline at the one delegate the queue knows. The clip's name says what happens: <c>corrupt</c> and <c>noface</c>
/// fail with their codes, <c>slow</c> goes on until it is stopped, <c>child-N</c> waits for a process of that mark, anything else writes a
/// small file of known bytes.
/// </summary>
public sealed class FakeRender
{
    public ConcurrentQueue<string> Started { get; } = [];

    /// <summary>What was asked for, in the order of the starts.</summary>
    public ConcurrentQueue<RenderSpec> Specs { get; } = [];

    public RenderItem Delegate => RenderAsync;

    /// <summary>What the result of a clip holds.</summary>
    public static byte[] BytesOf(string clipPath) =>
        [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31 + Path.GetFileName(clipPath).Length))];

    public static RenderReport Report { get; } = new()
    {
        Engine = "mesh",
        Provider = "CPU",
        Weights = [],
        Frames = 100,
        FramesRendered = 90,
        FramesKept = 10,
        KeptRanges = [new KeptRange(0, 10, "no_face")],
        Fps = "25/1",
        Width = 640,
        Height = 360,
        PixelFormat = "yuv420p",
        AudioOffsetMs = 0,
        Cache = new CacheUse(false, false),
        Seconds = new StageSeconds(0, 0, 0, 0, 0, 0, 0),
        PeakMemoryMB = 1,
        Warnings = [],
    };

    /// <summary>Finds one person who speaks for a while; clips are told by their names as in a render.</summary>
    public static async Task<SpeakerProposal> FindSpeakersAsync(
        RenderSpec clip, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(clip.ClipPath);
        progress.Report(new RenderProgress(RenderStage.Faces, 1, 100, 0, 0.1, null));
        await Task.Delay(name.StartsWith("slow", StringComparison.Ordinal) ? Timeout.Infinite : 1, cancellationToken);
        return name.StartsWith("noface", StringComparison.Ordinal)
            ? throw new HeyGemException(ErrorCode.FaceNotFound, $"{name} shows no face.")
            : new SpeakerProposal
            {
                First = 0,
                Frames = 100,
                Fps = "25/1",
                Width = 640,
                Height = 360,
                Faces =
                [
                    new ProposedFace
                    {
                        Number = 1,
                        Place = "10,20",
                        PictureFrame = 3,
                        PictureBox = new PictureBox(0.1, 0.1, 0.2, 0.2),
                        Turns = [new SpokenTurn(0, 5, 0.6)],
                    },
                ],
                Unseen = [],
                LateMs = 0,
                IsOneShot = true,
            };
    }

    private async Task<RenderResult> RenderAsync(RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(spec.ClipPath);
        Specs.Enqueue(spec);
        Started.Enqueue(name);
        progress.Report(new RenderProgress(RenderStage.Probe, 0, 100, 0, 0.1, null));
        if (name.StartsWith("corrupt", StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.MediaUnreadable, $"{name} is not a media file.");
        }

        if (name.StartsWith("noface", StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.FaceNotFound, $"{name} shows no face.");
        }

        if (name.StartsWith("child-", StringComparison.Ordinal))
        {
            await using var child = ChildProcess.Start(
                new ChildProcessSpec(File.Exists("/bin/sleep") ? "/bin/sleep" : "/usr/bin/sleep", [name["child-".Length..]]));
            await child.WaitAsync(cancellationToken);
        }

        var path = Path.Combine(spec.OutputFolder, name + "_lipsync.mp4");
        var bytes = BytesOf(spec.ClipPath);
        await using (var file = File.Create(path + ".part"))
        {
            for (var i = 0; i < 4; i++)
            {
                await file.WriteAsync(bytes.AsMemory(i * 1024, 1024), cancellationToken);
                progress.Report(new RenderProgress(RenderStage.Draw, (i + 1) * 25, 100, 50, (i + 1) / 4.0, TimeSpan.FromSeconds(1)));
                await Task.Delay(name.StartsWith("slow", StringComparison.Ordinal) ? Timeout.Infinite : 1, cancellationToken);
            }
        }

        File.Move(path + ".part", path);
        var result = new RenderResult(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), Report);
        if (spec.Preview is not null)
        {
            File.Copy(path, path + ".source.mp4");
            return result with
            {
                Beside = [path + ".source.mp4"],
                Report = Report with { Preview = new PreviewedFrames(50, 100, 200) { IsWhole = false } },
            };
        }

        if (spec.Captions is not { } captions)
        {
            return result;
        }

        var speech = Path.Combine(spec.OutputFolder, $"{name}_{captions.Language}_voice.wav");
        await File.WriteAllTextAsync(speech, "speech", cancellationToken);
        return result with { Beside = [speech] };
    }
}
