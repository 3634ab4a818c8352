using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Sound;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Says of voices that name nobody whose they are: one voice goes to the people of the clip as they spoke in the original, several voices
/// each to the one who spoke at the same times. What is not certain is a warning.
/// </summary>
internal sealed class AutoSpeakers(RenderTools tools)
{
    private const int SampleRateHz = 16000;

    // A voice that has this much more in common with one person than with the next is theirs for certain.
    private const double ClearlyMore = 1.5;

    /// <summary>The render with every speaker named; itself where all are.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeakersUnknown"/>, or what <see cref="SpeakerFinder"/> and reading the
    /// voices throw.</exception>
    public async Task<NamedSpeakers> NameAsync(RenderSpec spec, ProgressMeter meter, double share, CancellationToken cancellationToken)
    {
        if (!spec.Speakers.Any(s => s.IsAuto))
        {
            return new NamedSpeakers(spec, []);
        }

        var proposal = await new SpeakerFinder(tools).FindAsync(spec, meter, share, cancellationToken);
        var rate = FrameRate.TryParse(proposal.Fps, out var known) ? known : FrameRate.Default;
        var speaking = proposal.Faces.Where(f => f.Turns.Count > 0).ToList();
        if (speaking.Count == 0)
        {
            throw new HeyGemException(
                ErrorCode.SpeakersUnknown,
                $"No mouth in {MediaName.Of(spec.ClipPath)} goes with the clip's own sound: nothing tells who speaks when.");
        }

        var turns = speaking.ConvertAll(f => (IReadOnlyList<LipSpan>)
            [.. f.Turns.Select(t => new LipSpan(rate.StartOf(t.Start).Seconds, rate.StartOf(t.End).Seconds))]);
        var length = rate.StartOf(proposal.Frames);
        var phrases = new List<IReadOnlyList<LipSpan>>();
        foreach (var speaker in spec.Speakers)
        {
            phrases.Add(await PhrasesAsync(spec, speaker.VoicePath, length, cancellationToken));
        }

        List<string> warnings = [.. speaking.SelectMany(f => f.Turns.Where(t => !t.IsSure).Select(t => string.Create(
            CultureInfo.InvariantCulture,
            $"It is not certain that person {f.Number} at {f.Place} speaks in frames {t.Start}-{t.End - 1}: {t.Confidence:0.00}.")))];
        var pictures = new FacePictures(tools.Ffmpeg, spec.ClipPath, proposal);
        try
        {
            var speakers = spec.Speakers.Count == 1
                ? await OneAsync(
                    spec.Speakers[0], VoiceShares.OfOne(phrases[0], turns, length.Seconds), speaking, pictures, cancellationToken)
                : await SeveralAsync(spec, VoiceShares.OfSeveral(phrases, turns), speaking, pictures, warnings, cancellationToken);
            if (speakers.Count == 0)
            {
                throw new HeyGemException(
                    ErrorCode.SpeakersUnknown,
                    $"{MediaName.Of(spec.VoicePath)} speaks at no time at which anybody in {MediaName.Of(spec.ClipPath)} does.");
            }

            return new NamedSpeakers(
                spec with
                {
                    Speakers = new Speakers(speakers),
                    VoicePath = speakers[0].VoicePath,
                    FinalAudioPath = spec.FinalAudioPath ?? (spec.Speakers.Count == 1 ? spec.VoicePath : null),
                },
                warnings)
            {
                Pictures = pictures,
            };
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    /// <summary>When a voice speaks, from the clip's in point on.</summary>
    private async Task<IReadOnlyList<LipSpan>> PhrasesAsync(
        RenderSpec spec, string path, MediaTime length, CancellationToken cancellationToken)
    {
        var voice = await tools.Probe.ProbeVoiceAsync(path, spec.Streams with { Video = null }, cancellationToken);
        if (voice.Audio is null)
        {
            throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(path)} has no sound.");
        }

        var key = voice.ContentKey ?? await ContentKey.OfFileAsync(path, cancellationToken);
        voice = await new SpokenSound(tools.Ffmpeg, tools.CurveModel, tools.Cache)
            .FindAsync(voice, key, spec.Streams, (MediaTime.Zero, length), cancellationToken);
        var samples = new AudioReader(tools.Ffmpeg).ReadMonoBlocksAsync(voice, MediaTime.Zero, length, SampleRateHz, cancellationToken);
        return TurnFinder.SpokenIn(await tools.CurveModel.AnalyseAsync(samples, cancellationToken));
    }

    private static async Task<List<Speaker>> OneAsync(
        Speaker voice, List<LipSpan>[] shares, List<ProposedFace> faces, FacePictures pictures, CancellationToken cancellationToken)
    {
        var speakers = new List<Speaker>();
        for (var i = 0; i < faces.Count && speakers.Count < Speakers.Most; i++)
        {
            if (shares[i].Count > 0)
            {
                var pieces = shares[i].Take(VoicePieces.Most).Select(span => (From: MediaTime.FromSeconds(span.Start), span.End))
                    .Select(s => new VoicePiece(voice.VoicePath, s.From, MediaTime.FromSeconds(s.End), s.From));
                speakers.Add(await pictures.NameAsync(voice with { Pieces = new VoicePieces(pieces) }, faces[i], cancellationToken));
            }
        }

        return speakers;
    }

    private static async Task<List<Speaker>> SeveralAsync(
        RenderSpec spec, (int Who, double Common, double Next)[] found, List<ProposedFace> faces, FacePictures pictures,
        List<string> warnings, CancellationToken cancellationToken)
    {
        var speakers = new List<Speaker>();
        for (var i = 0; i < found.Length; i++)
        {
            var voice = spec.Speakers[i];
            var (who, common, next) = found[i];
            if (who < 0)
            {
                throw new HeyGemException(
                    ErrorCode.SpeakersUnknown,
                    $"Nobody in {MediaName.Of(spec.ClipPath)} speaks while {MediaName.Of(voice.VoicePath)} does, or they have another " +
                        $"voice.");
            }

            if (common < ClearlyMore * next)
            {
                warnings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"It is not certain that {MediaName.Of(voice.VoicePath)} is the voice of person {faces[who].Number} at " +
                        $"{faces[who].Place}: they speak {common:0.0} s at the same time, the next person {next:0.0} s."));
            }

            speakers.Add(await pictures.NameAsync(voice, faces[who], cancellationToken));
        }

        return speakers;
    }
}

/// <summary>A render whose speakers are all named; whoever renders disposes it after.</summary>
/// <param name="Spec">What is rendered.</param>
/// <param name="Warnings">What is not certain, each a sentence.</param>
internal sealed record NamedSpeakers(RenderSpec Spec, IReadOnlyList<string> Warnings) : IDisposable
{
    /// <summary>The pictures that name them, where a place does not.</summary>
    public FacePictures? Pictures { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Pictures?.Dispose();
}
