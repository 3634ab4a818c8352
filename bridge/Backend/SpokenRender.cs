using System.Text.Json;
using HeyGem.Core.Captions;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Backend;

/// <summary>Speaks what a render asks for in words, captions or the text of a correction, and renders it then.</summary>
/// <param name="render">Renders sound.</param>
/// <param name="ffmpeg">The ffmpeg that reads clips and backgrounds.</param>
/// <param name="voices">Finds who can speak here.</param>
internal sealed class SpokenRender(
    RenderItem render, Func<CancellationToken, Task<FfmpegTools>> ffmpeg, Func<SpeechVoices> voices)
{
    /// <summary>Renders; see <see cref="RenderItem"/>.</summary>
    public async Task<RenderResult> RunAsync(RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        using var spoken = new Spoken();
        var voiced = spec.Captions is { } captions ? await SpeakAsync(spec, captions, spoken, cancellationToken) : spec;
        if (spec.Correction is { } correction)
        {
            voiced = voiced with { Correction = await SpeakAsync(spec, correction, spoken, cancellationToken) };
        }

        var result = await render(voiced, progress, cancellationToken);
        return result with
        {
            Beside = spec.Correction is null ? [.. result.Beside, .. spoken.Sounds.SelectMany(sound => sound.Publish().All)] : [],
            Report = result.Report with
            {
                Cues = spec.Correction is null ? [.. spoken.Sounds.SelectMany(sound => sound.Cues).Select(CueOf)] : [],
                Warnings = [.. result.Report.Warnings, .. spoken.Warnings],
            },
        };
    }

    /// <summary>Reads captions and finds who speaks them.</summary>
    /// <exception cref="HeyGemException">What reading captions throws, <see cref="ErrorCode.SpeechMissing"/>,
    /// <see cref="ErrorCode.SpeechVoiceUnknown"/>, <see cref="ErrorCode.SpeechFailed"/>.</exception>
    public static async Task<DubScript> ScriptAsync(SpeechVoices voices, SpokenCaptions captions, CancellationToken cancellationToken)
    {
        var file = CaptionFile.Read(captions.Path);
        var speakers = new Dictionary<string, SpeechVoice>(StringComparer.OrdinalIgnoreCase);
        foreach (var (speaker, word) in captions.Speakers)
        {
            speakers[speaker] = await voices.ChooseAsync(word, captions.Language, cancellationToken);
        }

        return new DubScript(
            file, captions.Language, await voices.ChooseAsync(captions.Voice, captions.Language, cancellationToken), speakers);
    }

    private async Task<RenderSpec> SpeakAsync(
        RenderSpec spec, SpokenCaptions captions, Spoken spoken, CancellationToken cancellationToken)
    {
        var script = await ScriptAsync(spoken.Voices(voices), captions, cancellationToken);
        var sound = await SoundAsync(spec, script, spoken, cancellationToken);
        spoken.Warnings.AddRange(script.Captions.Notes.Select(note => $"Captions, line {note.Line}: {note.Sentence}"));
        spoken.Warnings.AddRange(sound.Cues.Where(cue => cue.Advice is not null).Select(cue => $"Cue {cue.Number}: {cue.Advice}"));
        return spec with
        {
            VoicePath = sound.VoicePath,
            VoiceTimesPath = sound.TimesPath,
            FinalAudioPath = sound.MixPath,
            Variant = captions.Language,
        };
    }

    private async Task<Correction> SpeakAsync(RenderSpec spec, Correction correction, Spoken spoken, CancellationToken cancellationToken)
    {
        var earlier = correction.Earlier is { } before ? await SpeakAsync(spec, before, spoken, cancellationToken) : null;
        if (correction.Words is not { } words)
        {
            return correction with { Earlier = earlier };
        }

        // Points of corrections in words are times: whoever asks has made them so.
        var (from, to) = (correction.From.ToTime(FrameRate.Default, null), correction.To.ToTime(FrameRate.Default, null));

        // The sound after the range is a cue of its own, which the text may not run into.
        Cue[] cues = [new Cue(from, to, words.Text, null), new Cue(to, to, string.Empty, null)];
        var voice = await spoken.Voices(voices).ChooseAsync(words.Voice, words.Language, cancellationToken);
        var script = new DubScript(
            new CaptionFile(correction.ResultPath, cues, []), words.Language, voice, new Dictionary<string, SpeechVoice>());
        var sound = await SoundAsync(spec, script, spoken, cancellationToken);
        spoken.Warnings.AddRange(sound.Cues.Take(1).Where(cue => cue.Advice is not null).Select(cue => $"The new text: {cue.Advice}"));
        return correction with
        {
            VoicePath = sound.VoicePath,
            VoiceIn = from,
            VoiceTimesPath = sound.TimesPath,
            SoundPath = sound.MixPath,
            Earlier = earlier,
        };
    }

    private async Task<DubSound> SoundAsync(RenderSpec spec, DubScript script, Spoken spoken, CancellationToken cancellationToken)
    {
        var target = new DubTarget(spec.ClipPath, spec.OutputFolder)
        {
            KeepBackground = spec.Captions?.KeepBackground ?? false,
            BackgroundPath = spec.Captions?.BackgroundPath,
        };
        var tools = await ffmpeg(cancellationToken);
        await DubSound.EnsureBackgroundAsync(tools, target, cancellationToken);
        var track = await DubTrack.SpeakAsync(script, spec.OutputFolder, null, cancellationToken);
        spoken.Tracks.Add(track);
        var sound = await DubSound.WriteAsync(tools, track, target, cancellationToken);
        spoken.Sounds.Add(sound);
        return sound;
    }

    private static SpokenCue CueOf(DubCue cue) => new(
        cue.Number, Math.Round(cue.Start, 3), Math.Round(cue.End, 3), Math.Round(cue.Speed, 3),
        JsonNamingPolicy.CamelCase.ConvertName($"{cue.Outcome}"), cue.Cue.Text)
    {
        Speaker = cue.Cue.Speaker,
        Advice = cue.Advice,
    };

    /// <summary>What was spoken; files that were not published go with it.</summary>
    private sealed class Spoken : IDisposable
    {
        private SpeechVoices? _voices;

        public List<DubTrack> Tracks { get; } = [];

        public List<DubSound> Sounds { get; } = [];

        public List<string> Warnings { get; } = [];

        public SpeechVoices Voices(Func<SpeechVoices> find) => _voices ??= find();

        public void Dispose()
        {
            _voices?.Dispose();
            Sounds.ForEach(sound => sound.Dispose());
            Tracks.ForEach(track => track.Dispose());
        }
    }
}
