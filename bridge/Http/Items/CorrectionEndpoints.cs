using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Speech;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Items;

/// <summary>A range of a finished result that is made anew: a job like any other, whose result stands beside the first one.</summary>
internal sealed record CorrectionRequest
{
    [Description("The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job.")]
    public required string IdempotencyKey { get; init; }

    [Description("Where the range begins on the result's own time; widened to whole frames.")]
    public required PointRequest From { get; init; }

    [Description("Where it ends, exclusive.")]
    public required PointRequest To { get; init; }

    [Description("The new sound; its beginning is heard where the range begins. Either this or text.")]
    public SoundRequest? Audio { get; init; }

    [Description("What is said there instead, at most 2000 characters. Either this or audio.")]
    public string? Text { get; init; }

    [Description("The text's language, such as de; that of the captions when left out.")]
    public string? Language { get; init; }

    [Description("Who speaks the text; the voice of the captions, or the language's own, when left out.")]
    public string? Voice { get; init; }
}

/// <summary>Corrections over HTTP.</summary>
internal static class CorrectionEndpoints
{
    public static void MapCorrections(this RouteGroupBuilder api) =>
        api.MapPost("/items/{id}/corrections", SubmitAsync).For(AccessRule.Token)
            .WithName("correctItem")
            .WithSummary("Makes a range of a finished result anew, with other sound or another text; everything else of it is copied.");

    private static async Task<Results<Created<JobView>, Ok<JobView>>> SubmitAsync(
        string id, CorrectionRequest request, JobRequestReader reader, JobQueue ledger, RenderBackend backend, BridgeSettings settings,
        CancellationToken cancellationToken)
    {
        JobRequestReader.Require(request.IdempotencyKey.Length is >= 8 and <= 128, "idempotencyKey", "has 8 to 128 characters");
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((id, request).ToString())));
        if (await ledger.AskAsync(queue => queue.FindAccepted(request.IdempotencyKey, hash), cancellationToken) is { } earlier)
        {
            return TypedResults.Ok(JobView.From(earlier));
        }

        var item = await ledger.AskAsync(queue => queue.Item(id), cancellationToken);
        var spec = await SpecAsync(item, request, reader, backend, cancellationToken);
        var asked = new NewJob(request.IdempotencyKey, hash, item.Label, [new NewItem(item.Label, null, spec)], NewJob.NewId());
        OutputSpaceCheck.Check(asked, settings);
        var (job, created) = await ledger.AskAsync(queue => queue.Submit(asked), cancellationToken);
        return created ? TypedResults.Created($"/api/v1/jobs/{job.Id}", JobView.From(job)) : TypedResults.Ok(JobView.From(job));
    }

    private static async Task<RenderSpec> SpecAsync(
        ItemSnapshot item, CorrectionRequest request, JobRequestReader reader, RenderBackend backend, CancellationToken cancellationToken)
    {
        if (item.Output is not { } output || item.Report is not { } report)
        {
            throw new HeyGemException(ErrorCode.JobUnfinished, $"Item {item.Id} has no result.");
        }

        if (!File.Exists(output.Path))
        {
            throw new HeyGemException(
                ErrorCode.InputNotFound, $"The result {Path.GetFileName(output.Path)} is no longer where it was put.");
        }

        var spec = item.Spec ?? throw SourceFiles.Unreadable(item);
        JobRequestReader.Require((request.Audio is null) != (request.Text is null), "text", "is given, or audio, not both");
        var rate = FrameRate.TryParse(report.Fps, out var known) ? known : FrameRate.Default;
        var (from, to) = (JobRequestReader.ReadTime(request.From, "from"), JobRequestReader.ReadTime(request.To, "to"));
        var (start, end) = (rate.FrameAt(from), rate.FrameAt(to));
        end = Math.Min(rate.StartOf(end) < to ? end + 1 : end, report.Frames);
        JobRequestReader.Require(start < end, "to", $"lies after from, and from within the result's {Counted.Of(report.Frames, "frame")}");
        return spec with
        {
            OutputFolder = Path.GetDirectoryName(output.Path)!,
            Correction = new Correction
            {
                ResultPath = RealPath.Resolve(output.Path) ?? output.Path,
                From = MediaPoint.At(rate.StartOf(start)),
                To = MediaPoint.At(rate.StartOf(end)),
                VoicePath = request.Audio is { } audio ? reader.ReadFile(audio.Path, audio.UploadId, "audio") : null,
                Words = request.Text is { } text ? await WordsAsync(spec, text, request, backend, cancellationToken) : null,
                Earlier = spec.Correction,
            },
        };
    }

    private static async Task<Words> WordsAsync(
        RenderSpec spec, string text, CorrectionRequest request, RenderBackend backend, CancellationToken cancellationToken)
    {
        var language = request.Language ?? spec.Captions?.Language ?? spec.Variant;
        SpeechEndpoints.RequireWords(text, language);
        var words = new Words(text, language!, request.Voice ?? spec.Captions?.Voice);
        using var voices = backend.Voices();
        await voices.ChooseAsync(words.Voice, words.Language, cancellationToken);
        return words;
    }
}
