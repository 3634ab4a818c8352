using System.ComponentModel;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>Captions that are spoken to be the voice of a clip.</summary>
internal sealed record CaptionsRequest
{
    [Description("Absolute path inside a media folder of SubRip or WebVTT captions. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }

    [Description("Their language, a tag such as de or pt-BR; it goes into the names of results.")]
    public required string Language { get; init; }

    [Description("Who speaks, by the id that voices lists, or +f2 for a variation; the language's own voice when left out.")]
    public string? Voice { get; init; }

    [Description("Voices of speakers that the captions name; at most 100.")]
    public IReadOnlyList<SpeakerRequest>? Speakers { get; init; }

    [Description("Whether the clip's own sound stays, lowered by 20 dB under the cues.")]
    public bool KeepBackground { get; init; }

    [Description("A sound that lies under the speech instead: a music-and-effects track. Not with keepBackground.")]
    public SoundRequest? Background { get; init; }

    /// <summary>The captions that are asked for.</summary>
    /// <param name="at">Where the request has them, for messages.</param>
    /// <param name="file">Finds a file: path, upload, where the request has it.</param>
    /// <exception cref="HeyGem.Core.Errors.HeyGemException">The field that is wrong, and why.</exception>
    public SpokenCaptions Read(string at, Func<string?, string?, string, string> file)
    {
        JobRequestReader.Require(LanguageTag.IsTag(Language), $"{at}.language", "is a language such as de or pt-BR");
        JobRequestReader.Require(Background is null || !KeepBackground, $"{at}.background", "does not go with keepBackground");
        JobRequestReader.Require(IsWord(Voice), $"{at}.voice", "has 1 to 100 characters");
        return new SpokenCaptions
        {
            Path = file(Path, UploadId, at),
            Language = Language,
            Voice = Voice,
            Speakers = SpeakersOf(Speakers, $"{at}.speakers"),
            KeepBackground = KeepBackground,
            BackgroundPath = Background is { } sound ? file(sound.Path, sound.UploadId, $"{at}.background") : null,
        };
    }

    /// <summary>The voices of speakers that captions name.</summary>
    /// <exception cref="HeyGem.Core.Errors.HeyGemException">They are too many, or one has no name or no voice.</exception>
    internal static SpeakerVoices SpeakersOf(IReadOnlyList<SpeakerRequest>? asked, string at)
    {
        var speakers = asked ?? [];
        JobRequestReader.Require(
            speakers.Count <= SpeakerVoices.Most && speakers.All(s => s is { Speaker.Length: >= 1 and <= 100 } && IsWord(s.Voice)),
            at, $"has at most {SpeakerVoices.Most} names with voices, each of 1 to 100 characters");
        return new SpeakerVoices(speakers.Select(s => KeyValuePair.Create(s.Speaker, s.Voice)));
    }

    private static bool IsWord(string? voice) => voice is null or { Length: >= 1 and <= 100 };
}

/// <summary>A speaker and the voice.</summary>
internal sealed record SpeakerRequest
{
    [Description("The name as the captions have it, in any case.")]
    public required string Speaker { get; init; }

    [Description("Who speaks for them.")]
    public required string Voice { get; init; }
}
