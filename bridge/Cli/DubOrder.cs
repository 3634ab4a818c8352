using HeyGem.Core.Captions;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Cli;

/// <summary>A voice that was asked for.</summary>
/// <param name="Language">In which language; null for all.</param>
/// <param name="Speaker">For whom; null for whoever has no voice of their own.</param>
/// <param name="Voice">The word for it.</param>
internal sealed record VoiceWish(string? Language, string? Speaker, string Voice)
{
    public bool IsFor(string language) => Language is null || Language.Equals(language, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What is asked of <c>dub</c>.</summary>
internal sealed record DubOrder
{
    public required IReadOnlyList<string> Clips { get; init; }

    public required IReadOnlyList<(string Path, string Language)> Captions { get; init; }

    public required IReadOnlyList<VoiceWish> Voices { get; init; }

    public required IReadOnlyList<VoiceWish> Speakers { get; init; }

    public required bool KeepBackground { get; init; }

    public required string? Background { get; init; }

    public required string OutputFolder { get; init; }

    public required string Engine { get; init; }

    public required OutputFormat Format { get; init; }

    public required FaceChoice Face { get; init; }

    /// <summary>Reads the captions and finds their voices.</summary>
    /// <exception cref="HeyGemException">What reading captions throws, <see cref="ErrorCode.SpeechMissing"/>,
    /// <see cref="ErrorCode.SpeechVoiceUnknown"/>, <see cref="ErrorCode.SpeechFailed"/>.</exception>
    public async Task<IReadOnlyList<DubScript>> ScriptsAsync(SpeechVoices voices, CancellationToken cancellationToken)
    {
        List<DubScript> scripts = [];
        foreach (var (path, language) in Captions)
        {
            var captions = CaptionFile.Read(path);
            var speakers = new Dictionary<string, SpeechVoice>(StringComparer.OrdinalIgnoreCase);

            // What is said for one language comes after what is said for all, and holds.
            foreach (var wish in Speakers.Where(w => w.IsFor(language)).OrderBy(w => w.Language is not null))
            {
                speakers[wish.Speaker!] = await voices.ChooseAsync(wish.Voice, language, cancellationToken);
            }

            var own = Voices.Where(w => w.IsFor(language)).OrderBy(w => w.Language is not null).LastOrDefault();
            scripts.Add(new DubScript(
                captions, language, await voices.ChooseAsync(own?.Voice, language, cancellationToken), speakers));
        }

        CheckWishes(scripts);
        return scripts;
    }

    /// <summary>A voice for a language or a speaker that no captions have would be passed over: a mistyped name is told.</summary>
    private void CheckWishes(IReadOnlyList<DubScript> scripts)
    {
        if (Voices.FirstOrDefault(w => !scripts.Any(s => w.IsFor(s.Language))) is { } voice)
        {
            var languages = string.Join(", ", scripts.Select(s => s.Language));
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"--voice names {voice.Language}, and no captions are in it; there is {languages}.");
        }

        static IEnumerable<string> Named(DubScript script) =>
            script.Captions.Cues.Select(c => c.Speaker).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        if (Speakers.FirstOrDefault(w => !scripts.Any(s =>
                w.IsFor(s.Language) && Named(s).Contains(w.Speaker, StringComparer.OrdinalIgnoreCase))) is { } speaker)
        {
            var there = string.Join(", ", scripts.SelectMany(Named).Distinct(StringComparer.OrdinalIgnoreCase));
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid,
                $"--voice-for names {speaker.Speaker}, whom no captions of its language name as a speaker; " +
                (there.Length == 0 ? "they name none." : $"there is {there}."));
        }
    }

    /// <summary>A clip as it is dubbed.</summary>
    public DubTarget Target(string clip) =>
        new(clip, OutputFolder) { KeepBackground = KeepBackground, BackgroundPath = Background };

    /// <summary>A clip in a language as it is rendered; its voice is put in when it is made.</summary>
    public RenderSpec Spec(string clip, DubScript script) => new()
    {
        ClipPath = clip,
        VoicePath = script.Captions.Path,
        OutputFolder = OutputFolder,
        Variant = script.Language,
        Engine = Engine,
        Format = Format,
        Face = Face,
    };
}
