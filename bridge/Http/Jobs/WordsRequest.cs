using System.ComponentModel;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>What a voice is known to say.</summary>
internal sealed record WordsRequest
{
    [Description("The words, at most 100000 characters. Either this, path or uploadId.")]
    public string? Text { get; init; }

    [Description("Absolute path inside a media folder of captions (.srt, .vtt) or a text (.txt); only the words count, not the times.")]
    public string? Path { get; init; }

    [Description("The id of an upload of such a file.")]
    public string? UploadId { get; init; }

    [Description("Their language, a tag such as de or pt-BR.")]
    public required string Language { get; init; }

    [Description("Experimental: what they may do to the mouth. off: nothing; closures: the lips close where a sure word has p, b or m; " +
        "half: the mean of what is heard and of what the words ask for. " +
        "Where fewer than half of them are heard it is off, with a warning.")]
    public WordsMouth Mouth { get; init; }

    /// <summary>The words that are told.</summary>
    /// <param name="at">Where the request has them, for messages.</param>
    /// <param name="file">Finds a file: path, upload, where the request has it.</param>
    /// <exception cref="HeyGem.Core.Errors.HeyGemException">The field that is wrong, and why.</exception>
    public KnownWords Read(string at, Func<string?, string?, string, string> file)
    {
        JobRequestReader.Require(LanguageTag.IsTag(Language), $"{at}.language", "is a language such as de or pt-BR");
        if (Text is null)
        {
            return new KnownWords(Language) { Path = file(Path, UploadId, at) };
        }

        JobRequestReader.Require(Path is null && UploadId is null, at, "has one of text, path and uploadId");
        JobRequestReader.Require(
            Text.Length <= 100_000 && Text.Any(char.IsLetterOrDigit), $"{at}.text", "has words, at most 100000 characters");
        return new KnownWords(Language) { Text = Text };
    }
}
