using System.ComponentModel;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Captions;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Speech;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Speech;

/// <summary>Who can speak, what captions hold, and how one cue sounds.</summary>
internal static class SpeechEndpoints
{
    private const int MaxText = 2000;
    private const string WaveType = "audio/wav";

    public static void MapSpeech(this RouteGroupBuilder api)
    {
        api.MapGet("/voices", VoicesAsync).For(AccessRule.Token)
            .WithName("listVoices").WithSummary("The voices of the bridge's machine that can speak captions.");
        api.MapPost("/speech", SpeakAsync).For(AccessRule.Token).Produces<byte[]>(StatusCodes.Status200OK, WaveType)
            .WithName("speak").WithSummary("A text as it is spoken, a WAV; with seconds at the pace that fits a cue of that length.");
        api.MapPost("/captions", CaptionsAsync).For(AccessRule.Token)
            .WithName("readCaptions").WithSummary("The cues of captions; with a language how each would lie in its place when spoken.");
    }

    private static async Task<Ok<VoicesReply>> VoicesAsync(RenderBackend backend, CancellationToken cancellationToken)
    {
        using var voices = backend.Voices();
        return TypedResults.Ok(new VoicesReply(
            [.. (await voices.ListAsync(cancellationToken)).Select(v => new VoiceView(v.Id, v.Label, v.Languages))]));
    }

    private static async Task<FileContentHttpResult> SpeakAsync(
        SpeechRequest request, RenderBackend backend, CancellationToken cancellationToken)
    {
        RequireWords(request.Text, request.Language);
        JobRequestReader.Require(request.Seconds is null or (> 0 and <= 600), "seconds", "is more than 0, at most 600");
        using var voices = backend.Voices();
        var voice = await voices.ChooseAsync(request.Voice, request.Language, cancellationToken);
        return TypedResults.File(await CuePreview.SpeakAsync(request.Text, request.Seconds, voice, cancellationToken), WaveType);
    }

    /// <summary>Refuses a text without words, one that is too long, and what is no language.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RequestInvalid"/>.</exception>
    public static void RequireWords(string text, string? language)
    {
        JobRequestReader.Require(
            text.Length <= MaxText && text.Any(char.IsLetterOrDigit), "text", $"has words, at most {MaxText} characters");
        JobRequestReader.Require(language is not null && LanguageTag.IsTag(language), "language", "is a language such as de or pt-BR");
    }

    private static async Task<Ok<CaptionsReply>> CaptionsAsync(
        CaptionsReadRequest request, JobRequestReader reader, RenderBackend backend, CancellationToken cancellationToken)
    {
        var captions = CaptionFile.Read(reader.ReadFile(request.Path, request.UploadId, "path"));
        IReadOnlyList<DubCue> tried = [];
        if (request.Language is { } language)
        {
            JobRequestReader.Require(LanguageTag.IsTag(language), "language", "is a language such as de or pt-BR");
            using var voices = backend.Voices();
            var speakers = new Dictionary<string, SpeechVoice>(StringComparer.OrdinalIgnoreCase);
            foreach (var (speaker, word) in CaptionsRequest.SpeakersOf(request.Speakers, "speakers"))
            {
                speakers[speaker] = await voices.ChooseAsync(word, language, cancellationToken);
            }

            var script = new DubScript(
                captions, language, await voices.ChooseAsync(request.Voice, language, cancellationToken), speakers);
            using var track = await DubTrack.SpeakAsync(script, null, null, cancellationToken);
            tried = track.Cues;
        }

        return TypedResults.Ok(new CaptionsReply(
            LanguageTag.OfFile(captions.Path),
            [
                .. captions.Cues.Select((cue, i) => new CueView(
                    Math.Round(cue.Start.Seconds, 3), Math.Round(cue.End.Seconds, 3), cue.Text, cue.Speaker,
                    tried.ElementAtOrDefault(i)?.Outcome, tried.ElementAtOrDefault(i)?.Advice)),
            ],
            [.. captions.Notes.Select(note => $"{note.Line}: {note.Sentence}")]));
    }
}

/// <summary>A text to speak.</summary>
internal sealed record SpeechRequest
{
    [Description("The text, at most 2000 characters.")]
    public required string Text { get; init; }

    [Description("Its language, such as de or pt-BR.")]
    public required string Language { get; init; }

    [Description("Who speaks, by the id that voices lists, or +f2 for a variation; the language's own voice when left out.")]
    public string? Voice { get; init; }

    [Description("How long its cue is; the voice's own pace when left out.")]
    public double? Seconds { get; init; }
}

/// <summary>Captions to read.</summary>
internal sealed record CaptionsReadRequest
{
    [Description("Absolute path inside a media folder. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }

    [Description("The language that they are spoken in, to find out how each cue lies in its place; they are only read when left out.")]
    public string? Language { get; init; }

    [Description("Who speaks then.")]
    public string? Voice { get; init; }

    [Description("Who speaks then for speakers that the captions name; at most 100.")]
    public IReadOnlyList<SpeakerRequest>? Speakers { get; init; }
}

/// <summary>Who can speak.</summary>
internal sealed record VoicesReply(IReadOnlyList<VoiceView> Voices);

/// <summary>A voice.</summary>
/// <param name="Id">What requests name it by.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Languages">The languages it speaks, the best first.</param>
internal sealed record VoiceView(string Id, string Label, IReadOnlyList<string> Languages);

/// <summary>Captions as they were read.</summary>
/// <param name="Language">The language that the file's name ends with, or null.</param>
/// <param name="Cues">The cues in order.</param>
/// <param name="Notes">What was odd, each a line and a sentence.</param>
internal sealed record CaptionsReply(string? Language, IReadOnlyList<CueView> Cues, IReadOnlyList<string> Notes);

/// <summary>A cue.</summary>
/// <param name="Start">Where it begins, seconds.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">The text.</param>
/// <param name="Speaker">Who says it, or null.</param>
/// <param name="Outcome">How it lies in its place when spoken; null where that was not asked for.</param>
/// <param name="Advice">What would make it fit, or null.</param>
internal sealed record CueView(double Start, double End, string Text, string? Speaker, CueOutcome? Outcome, string? Advice);
