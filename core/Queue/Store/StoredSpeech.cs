using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Queue.Store;

/// <summary>Captions that are spoken, in the words of the store.</summary>
internal sealed record StoredCaptions(string Path, string Language, IReadOnlyList<StoredSpeaker> Speakers, bool KeepBackground)
{
    public string? Voice { get; init; }

    public string? BackgroundPath { get; init; }

    /// <summary>The words of captions.</summary>
    public static StoredCaptions Of(SpokenCaptions captions) => new(
        captions.Path, captions.Language, [.. captions.Speakers.Select(s => new StoredSpeaker(s.Key, s.Value))], captions.KeepBackground)
    {
        Voice = captions.Voice,
        BackgroundPath = captions.BackgroundPath,
    };

    /// <summary>The captions that these words mean.</summary>
    public SpokenCaptions ToCaptions() => new()
    {
        Path = Path,
        Language = Language,
        Voice = Voice,
        Speakers = new SpeakerVoices(Speakers.Select(s => KeyValuePair.Create(s.Speaker, s.Voice))),
        KeepBackground = KeepBackground,
        BackgroundPath = BackgroundPath,
    };
}

/// <summary>A speaker and the voice.</summary>
internal sealed record StoredSpeaker(string Speaker, string Voice);

/// <summary>A correction in the words of the store; the voice's in point in ticks.</summary>
internal sealed record StoredCorrection(string ResultPath, string From, string To, long VoiceIn)
{
    public string? VoicePath { get; init; }

    public string? VoiceTimesPath { get; init; }

    public string? SoundPath { get; init; }

    public StoredWords? Words { get; init; }

    public StoredCorrection? Earlier { get; init; }

    /// <summary>The words of a correction.</summary>
    public static StoredCorrection Of(Correction correction) =>
        new(correction.ResultPath, $"{correction.From}", $"{correction.To}", correction.VoiceIn.Ticks)
        {
            VoicePath = correction.VoicePath,
            VoiceTimesPath = correction.VoiceTimesPath,
            SoundPath = correction.SoundPath,
            Words = correction.Words is { } words ? new StoredWords(words.Text, words.Language) { Voice = words.Voice } : null,
            Earlier = correction.Earlier is { } earlier ? Of(earlier) : null,
        };

    /// <summary>The correction that these words mean.</summary>
    /// <exception cref="FormatException">A point is none.</exception>
    public Correction ToCorrection() => new()
    {
        ResultPath = ResultPath,
        From = Point(From),
        To = Point(To),
        VoicePath = VoicePath,
        VoiceIn = new MediaTime(VoiceIn),
        VoiceTimesPath = VoiceTimesPath,
        SoundPath = SoundPath,
        Words = Words is { } words ? new Words(words.Text, words.Language, words.Voice) : null,
        Earlier = Earlier?.ToCorrection(),
    };

    private static MediaPoint Point(string text) =>
        MediaPoint.TryParse(text, out var point) ? point : throw new FormatException($"\"{text}\" is no point in a clip.");
}

/// <summary>A text, its language and the word for who speaks it.</summary>
internal sealed record StoredWords(string Text, string Language)
{
    public string? Voice { get; init; }
}

/// <summary>What a voice is known to say: its language, and the words or the file that holds them.</summary>
internal sealed record StoredKnownWords(string Language)
{
    public string? Text { get; init; }

    public string? Path { get; init; }
}
