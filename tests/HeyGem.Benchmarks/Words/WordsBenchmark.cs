using System.Globalization;
using HeyGem.Core.Speech;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Words;

/// <summary>The figures of docs/decisions/0028: what known words are placed to.</summary>
internal static class WordsBenchmark
{
    // Variants that the network was not trained with; "held out" in models/training/voices.py are m7 and steph.
    private static readonly (string Voice, string Language)[] _measured =
        [("en-us+m7", "en-us"), ("de+steph", "de"), ("fr+f2", "fr"), ("es+f3", "es"), ("it+f5", "it")];

    private static readonly (string Voice, string Language)[] _tuned = [("en-us+f2", "en-us"), ("de+m2", "de"), ("es+m1", "es")];

    /// <summary>What the search pays; other prices are tried with <c>Pause=3</c> and the like after all else.</summary>
    internal static WordPrices Prices { get; private set; } = new();

    /// <summary>Prints the figures that a word asks for.</summary>
    /// <param name="what"><c>phones</c>, <c>prompts</c>, <c>changes</c>, <c>hour</c> or <c>mouth</c>; <c>tune</c> for the first on other
    /// texts and voices.</param>
    /// <param name="more">What it takes besides.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task PrintAsync(string what, string[] more, CancellationToken cancellationToken)
    {
        foreach (var price in more.Where(m => m.Contains('=', StringComparison.Ordinal)).Select(m => m.Split('=')))
        {
            var property = typeof(WordPrices).GetProperty(price[0])!;
            property.SetValue(Prices, Convert.ChangeType(price[1], property.PropertyType, CultureInfo.InvariantCulture));
        }

        more = [.. more.Where(m => !m.Contains('=', StringComparison.Ordinal))];
        using var model = new TrainedMouthCurve();
        await (what switch
        {
            "phones" => PhonesAsync(model, _measured, string.Empty, cancellationToken),
            "tune" => PhonesAsync(model, _tuned, "tune", cancellationToken),
            "prompts" => PromptWords.PrintAsync(model, more, cancellationToken),
            "changes" => ChangedWords.PrintAsync(model, _measured, string.Empty, Seeds(more), cancellationToken),
            "mouth" => MouthWithWords.PrintAsync(model, more, cancellationToken),
            "hour" => HourOfWords.PrintAsync(model, cancellationToken),
            "changes-tune" => ChangedWords.PrintAsync(model, _tuned, "tune", Seeds(more), cancellationToken),
            _ => throw new ArgumentException($"words does not know {what}."),
        });
    }

    /// <summary>Which words are changed: the numbers that are given, or the one of the decisions.</summary>
    private static int[] Seeds(string[] more) =>
        more.Length == 0 ? [11] : [.. more.Select(m => int.Parse(m, CultureInfo.InvariantCulture))];

    /// <summary>The lines of a language's text.</summary>
    internal static string[] Lines(string language, string folder = "") =>
        File.ReadAllLines(Path.Combine(TestFolders.Repository, "tests", "fixtures", "words", folder, language[..2] + ".txt"));

    private static async Task PhonesAsync(
        TrainedMouthCurve model, (string Voice, string Language)[] voices, string folder, CancellationToken cancellationToken)
    {
        Console.WriteLine("| voice | words placed / sure / their edges sure | phones matched | median | 90 % within | middle |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        List<double> all = [];
        foreach (var (voice, language) in voices)
        {
            var spoken = await SpokenSample.OfAsync(
                new EspeakVoices(SpokenSample.Reader), voice, language, Lines(language, folder), cancellationToken);
            all.AddRange(await PrintAsync(model, spoken, cancellationToken));
        }

        Print("all of these", string.Empty, string.Empty, all);
        foreach (var voice in folder.Length > 0 ? ["rms"] : new[] { "slt", "rms", "awb" })
        {
            var lines = Lines("en", folder).Select(l => l.Replace("6:45", "six forty five", StringComparison.Ordinal)).ToList();
            var spoken = await SpokenSample.OfAsync(new FliteVoices(), voice, "en-us", lines, cancellationToken);
            await PrintAsync(model, spoken, cancellationToken);
        }
    }

    private static async Task<List<double>> PrintAsync(TrainedMouthCurve model, SpokenSample spoken, CancellationToken cancellationToken)
    {
        var words = await SpokenSample.WordsAsync(model, spoken.Text, spoken.Language, cancellationToken);
        var heard = await spoken.HearAsync(model, cancellationToken);
        var aligned = WordAligner.Align(heard, words, model.Classes, Prices, cancellationToken);
        var (errors, phones) = BoundaryErrors.Of(
            spoken.Phones, aligned.Words, name => FlitePhones.ClassesOf(model.Classes, name), model.Classes.Silence);
        Print(
            spoken.Voice,
            string.Create(
                CultureInfo.InvariantCulture, $"{aligned.PlacedShare:0.000} / {aligned.SureShare:0.000} / {SureEdges(aligned):0.000}"),
            ((double)errors.Count / phones).ToString("0.000", CultureInfo.InvariantCulture), errors);
        foreach (var word in aligned.Words.Where(w => w.Fit != WordFit.Sure))
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{spoken.Voice}: {word.Text} {word.Start:0.00}..{word.End:0.00} {word.Fit}"));
        }

        return errors;
    }

    /// <summary>Edges that are sure, of those of sure words.</summary>
    private static double SureEdges(WordAlignment aligned) => aligned.Words.Where(w => w.Fit == WordFit.Sure)
        .SelectMany(w => new[] { w.StartSure, w.EndSure }).Select(sure => sure ? 1.0 : 0.0).DefaultIfEmpty(1).Average();

    private static void Print(string name, string placed, string matched, List<double> errors)
    {
        var sizes = errors.Select(Math.Abs).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {placed} | {matched} | {sizes[sizes.Count / 2]:0} ms | {sizes[sizes.Count * 9 / 10]:0} ms | " +
                $"{errors.Order().ElementAt(errors.Count / 2):+0;-0} ms |"));
    }
}
