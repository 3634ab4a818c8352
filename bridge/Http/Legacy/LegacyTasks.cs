using System.Collections.Concurrent;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Http.Legacy;

/// <summary>
/// The HeyGem server's tasks on top of the ledger: one at a time, named by the client's code. A result lies in the temp folder before
/// anybody hears of it; a failure is told once, after which the task is unknown, because clients wait for just that. Thread-safe.
/// </summary>
internal sealed class LegacyTasks(JobQueue ledger, LegacyPaths paths, LegacyResults results, BridgeSettings settings)
{
    private const string Hash = "heygem-compat";

    private readonly ConcurrentDictionary<string, byte> _told = [];

    /// <summary>Takes a task in.</summary>
    public async Task<LegacyReply> SubmitAsync(
        string code, string? audio, string? video, bool pingPong, CancellationToken cancellationToken)
    {
        var (known, busy) = await ledger.AskAsync(
            queue => (code.Length is > 0 and <= 100 ? Find(queue, code) : null, IsBusy(queue)), cancellationToken);
        if (known is not null && !_told.ContainsKey(code))
        {
            return LegacyReply.Accepted;
        }

        if (busy)
        {
            return new LegacyReply(10001, true, "忙碌中");
        }

        foreach (var (value, field) in new[] { (audio, "audio_url"), (video, "video_url"), (code, "code") })
        {
            if (string.IsNullOrEmpty(value) || (field == "code" && (value.Length > 100 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))))
            {
                return new LegacyReply(10002, false, field + "参数缺失");
            }
        }

        try
        {
            var spec = new RenderSpec
            {
                ClipPath = paths.Resolve(video!, "video_url"),
                VoicePath = paths.Resolve(audio!, "audio_url"),
                OutputFolder = Path.Combine(settings.OutputFolder, "heygem"),
                Fit = pingPong ? FitPolicy.PingPong : FitPolicy.Loop,
            };
            if (known is not null)
            {
                // Its failure was told, so for the client there is no such task: the code is free again.
                await ledger.AskAsync(queue => queue.Delete(known.Id), cancellationToken);
            }

            results.Forget(code);
            var job = new NewJob(KeyOf(code), Hash, code, [new NewItem(code, null, spec)], NewJob.NewId()) { Removable = true };
            await ledger.AskAsync(queue => queue.Submit(job), cancellationToken);
            _told.TryRemove(code, out _);
            return LegacyReply.Accepted;
        }
        catch (Exception e) when (e is HeyGemException or IOException or UnauthorizedAccessException)
        {
            return new LegacyReply(9999, false, "系统异常: " + e.Message);
        }
    }

    /// <summary>How a task stands.</summary>
    public async Task<LegacyReply> QueryAsync(string? code, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(code))
        {
            return new LegacyReply(10002, false, "code参数缺失");
        }

        if (_told.ContainsKey(code) || (await ledger.AskAsync(queue => Find(queue, code), cancellationToken))?.Items[0] is not { } item)
        {
            return new LegacyReply(10004, true, "任务不存在");
        }

        switch (item.State)
        {
            case ItemState.Completed when item is { Output: { } output, Report: { } report }:
                return await DoneAsync(code, item.Id, output, report, cancellationToken);
            case ItemState.Completed or ItemState.Failed or ItemState.Cancelled:
                _told[code] = 0;
                return Known(new LegacyTask(code, 3, 0, string.Empty, $"[{code}]{item.Error?.Message ?? "cancelled"}"));
            default:
                var progress = Math.Min(99, (int)((item.Progress?.Fraction ?? 0) * 100));
                return Known(new LegacyTask(code, 1, progress, string.Empty, WordsFor(item.Progress?.Stage)));
        }
    }

    private async Task<LegacyReply> DoneAsync(
        string code, string item, ItemOutput output, RenderReport report, CancellationToken cancellationToken)
    {
        try
        {
            await results.PublishAsync(code, item, output, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LegacyReply(9999, false, "系统异常: " + e.Message);
        }

        var rate = FrameRate.TryParse(report.Fps, out var parsed) ? parsed : FrameRate.Default;
        return Known(new LegacyTask(
            code, 2, 100, "/" + LegacyResults.NameOf(code), "任务完成", report.Seconds.Total,
            (long)Math.Round(rate.StartOf(report.Frames).Seconds * 1000), report.Width, report.Height));
    }

    private static LegacyReply Known(LegacyTask task) => new(10000, true, string.Empty) { Data = task };

    private static string WordsFor(RenderStage? stage) => stage switch
    {
        RenderStage.Faces => "文件下载完成",
        RenderStage.Voice => "音频特征提取完成",
        RenderStage.Draw or RenderStage.Publish => "视频处理完成",
        _ => string.Empty,
    };

    private static string KeyOf(string code) => $"{Hash}:{code}";

    private static JobSnapshot? Find(JobQueue queue, string code) => queue.FindAccepted(KeyOf(code), Hash);

    private static bool IsBusy(JobQueue queue) =>
        new[] { JobState.Queued, JobState.Running }.Any(state => queue.List(state, null, 1).Count > 0);
}
