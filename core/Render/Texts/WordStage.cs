using System.Globalization;
using System.Text.Json;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Speech.Mandarin;
using HeyGem.Core.Storage;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Render.Texts;

/// <summary>
/// Places the words that the voice of a clip is known to say on the result's time. They are told in the report, and move the lips only
/// where that was asked for (docs/decisions/0040), so what goes wrong with them is a warning.
/// </summary>
internal sealed class WordStage(RenderTools tools)
{
    private const string NotDriven = "The words did not drive the mouth: it follows the sound alone.";

    /// <summary>The words of a result, and what the editor should know of them.</summary>
    /// <exception cref="HeyGemException">The file of the words cannot be read.</exception>
    public async Task<(IReadOnlyList<ReportWord> Words, IReadOnlyList<string> Warnings)> RunAsync(
        ClipWork work, CancellationToken cancellationToken)
    {
        var drives = work.Spec.WordsMouth != WordsMouth.Off;
        if (work.Spec is not { KnownWords: not null, Correction: null } || (work.Spec.Preview is not null && !drives))
        {
            return ([], []);
        }

        try
        {
            var aligned = await FindAsync(work, cancellationToken);
            IReadOnlyList<string> warnings = aligned.SureShare >= WordMouth.LeastShare ? [] :
            [
                .. drives ? [NotDriven] : Array.Empty<string>(),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {Counted.Of(aligned.Words.Count, "word")} given {aligned.Words.Count(w => w.Fit == WordFit.Sure)} " +
                        $"can be heard in the voice: is it another text, or another language?"),
            ];
            var end = work.Plan.Rate.StartOf(work.Plan.Count).Seconds;
            return (
                work.Spec.Preview is null ? [.. aligned.Words.Where(w => w.Start < end).Select(w => WordOf(w, end))] : [], warnings);
        }
        catch (HeyGemException e) when (IsWarning(e))
        {
            return ([], [.. drives ? [NotDriven] : Array.Empty<string>(), $"The words of the voice are not placed: {e.Message}"]);
        }
    }

    /// <summary>The voice's mouth with what the words may do to it; the mouth as it was heard where they cannot be placed.</summary>
    /// <exception cref="HeyGemException">The file of the words cannot be read.</exception>
    public async Task<MouthCurve> DriveAsync(ClipWork work, MouthCurve heard, CancellationToken cancellationToken)
    {
        if (work.Spec is { WordsMouth: WordsMouth.Off } or { KnownWords: null })
        {
            return heard;
        }

        try
        {
            return WordMouth.Applied(heard, await FindAsync(work, cancellationToken), tools.CurveModel.Classes, work.Spec.WordsMouth);
        }
        catch (HeyGemException e) when (IsWarning(e))
        {
            return heard;
        }
    }

    private static bool IsWarning(HeyGemException e) =>
        e.Code is ErrorCode.SpeechMissing or ErrorCode.SpeechFailed or ErrorCode.SpeechVoiceUnknown;

    private Task<WordAlignment> FindAsync(ClipWork work, CancellationToken cancellationToken)
    {
        var places = new WordPlaces(tools.CurveModel, tools.Cache, new WordReader(tools.PhoneReader, ReadingsFile.Usable()));
        var (voice, feature) = (new VoiceStage(tools), places.Feature(work.Spill));
        return places.OfAsync(
            Name(work), work.Spec.KnownWords!, async token => (SpeechClasses)await voice.HearAsync(work, feature, token),
            cancellationToken);
    }

    private static ReportWord WordOf(AlignedWord word, double end) =>
        new(word.Text, word.Start, Math.Min(end, word.End), JsonNamingPolicy.CamelCase.ConvertName($"{word.Fit}"))
        {
            StartUnsure = word is { Fit: WordFit.Sure, StartSure: false },
            EndUnsure = word is { Fit: WordFit.Sure, EndSure: false },
        };

    /// <summary>Names what is heard.</summary>
    private static string Name(ClipWork work) => work.Plan.Pieces.Count == 0
        ? ContentKey.Of(
            work.Voices[work.Spec.VoicePath].Key, $"{work.Plan.Listening.Start.Ticks}", $"{work.Plan.Listening.Duration.Ticks}")
        : ContentKey.Of(
            [.. work.Plan.Pieces.Select(p => $"{work.Voices[p.Path].Key} {p.In.Ticks} {p.Out.Ticks} {p.At.Ticks}"),
                $"{work.Plan.VoiceDuration.Ticks}"]);
}
