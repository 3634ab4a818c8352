using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>
/// espeak-ng as a child process: a hundred languages, plain in sound, the same bytes for the same text. Its program tells no times; text
/// goes in by its standard input, so that no text is an option.
/// </summary>
/// <param name="phoneReader">
/// Absolute path of a program that, started with <see cref="PhonesVerb"/>, runs <see cref="EspeakLibrary.Serve"/>; null where there is
/// none, and no times are told.
/// </param>
public sealed partial class EspeakVoices(string? phoneReader) : ISpeechVoice
{
    /// <summary>The word that makes the program tell times.</summary>
    public const string PhonesVerb = "espeak-phones";

    private const int OwnPace = 175;

    private readonly string? _program = FindProgram();

    /// <inheritdoc/>
    public string Source => "espeak-ng";

    // It speaks with the plain voice where a variation does not exist, and says nothing of it.
    private IReadOnlySet<string> _variations = new HashSet<string>();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken)
    {
        if (_program is null)
        {
            return [];
        }

        _variations = Variations(await AskAsync("--voices=variant", cancellationToken).ConfigureAwait(false));
        return Voices(await AskAsync("--voices", cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public string? Variation(VoiceInfo voice, string variation)
    {
        ArgumentNullException.ThrowIfNull(voice);
        return _variations.Contains(variation) ? $"{voice.Name}+{variation}" : null;
    }

    /// <inheritdoc/>
    public async Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var program = _program ?? throw new HeyGemException(ErrorCode.SpeechMissing, "espeak-ng is not installed.");
        var wave = await SpeechProgram.RunAsync(program, Arguments(order), Plain(order.Text), cancellationToken).ConfigureAwait(false);
        return WaveSamples.Read(wave, Source);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<SpokenPhone>>> PhonesAsync(
        IReadOnlyList<(SpeechOrder Order, int Samples)> orders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orders);
        List<IReadOnlyList<SpokenPhone>> told = [];
        foreach (var (order, samples) in orders)
        {
            told.Add(phoneReader is null ? [] : await PhonesAsync(phoneReader, order, samples, cancellationToken).ConfigureAwait(false));
        }

        return told;
    }

    /// <summary>A process for each text: what the library said before changes how long it takes for the next.</summary>
    private static async Task<IReadOnlyList<SpokenPhone>> PhonesAsync(
        string reader, SpeechOrder order, int samples, CancellationToken cancellationToken)
    {
        try
        {
            var asked = $"{order.Voice}\t{Pace(order)}\t{Line().Replace(Plain(order.Text), " ")}\n";
            var answer = await SpeechProgram.RunAsync(reader, [PhonesVerb], asked, cancellationToken).ConfigureAwait(false);
            return Phones(Encoding.UTF8.GetString(answer).TrimEnd('\n'), samples);
        }
        catch (HeyGemException e) when (e.Code is ErrorCode.SpeechFailed or ErrorCode.SpeechMissing)
        {
            // The speech is there all the same; the mouth follows what is heard of it.
            return [];
        }
    }

    /// <summary>
    /// Reads an answer of <see cref="EspeakLibrary.Serve"/>; nothing where the library gave another number of samples than the program, so
    /// that its times are of another sound.
    /// </summary>
    internal static IReadOnlyList<SpokenPhone> Phones(string answer, int samples)
    {
        var words = answer.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !int.TryParse(words[0], CultureInfo.InvariantCulture, out var rate)
            || !int.TryParse(words[1], CultureInfo.InvariantCulture, out var given) || given != samples || rate <= 0)
        {
            return [];
        }

        var begun = words.Skip(2).Select(word => word.Split(':', 2)).Select(w => (At: Number(w[0]), Name: w[1])).ToList();
        return
        [
            .. begun.Select((phone, i) => new SpokenPhone(
                (double)phone.At / rate,
                (double)(i + 1 < begun.Count ? begun[i + 1].At : samples) / rate,
                phone.Name,
                IpaContact.Of(phone.Name))).Where(p => p.End > p.Start),
        ];
    }

    /// <summary>The program, or null where it is not installed.</summary>
    internal static string? FindProgram() => SpeechProgram.Find(
        "espeak-ng", [Path.Join(Environment.GetEnvironmentVariable("ProgramFiles"), "eSpeak NG")]);

    /// <summary>The command line of an order.</summary>
    internal static IReadOnlyList<string> Arguments(SpeechOrder order) =>
    [
        "-v", order.Voice, "-s", Pace(order), "-b", "1", "-z", "--stdin", "--stdout",
    ];

    /// <summary>Words a minute.</summary>
    private static string Pace(SpeechOrder order) => Math.Round(OwnPace * order.Speed).ToString(CultureInfo.InvariantCulture);

    /// <summary>Two brackets in a row begin phones; a text never does.</summary>
    internal static string Plain(string text) => text.Replace("[[", "[ [", StringComparison.Ordinal);

    /// <summary>Reads the table that <c>--voices</c> prints; voices that a language has several of come with the usual one first.</summary>
    internal static IReadOnlyList<VoiceInfo> Voices(string table) =>
    [
        .. Rows(table)
            .Select(row => (Row: row, Others: OtherLanguage().Matches(row.Groups[5].Value)))
            .OrderBy(r => r.Others.Select(o => Number(o.Groups[2])).DefaultIfEmpty(Number(r.Row.Groups[1])).Min())
            .DistinctBy(r => r.Row.Groups[2].Value)
            .Select(r => new VoiceInfo(
                "espeak-ng",
                r.Row.Groups[2].Value,
                r.Row.Groups[3].Value.Replace('_', ' '),
                [r.Row.Groups[2].Value, .. r.Others.Select(o => o.Groups[1].Value)])),
    ];

    /// <summary>Reads the table that <c>--voices=variant</c> prints: the names of the files, which are what is asked for.</summary>
    internal static IReadOnlySet<string> Variations(string table) =>
        Rows(table).Select(row => row.Groups[4].Value).Where(file => file.StartsWith("!v/", StringComparison.Ordinal))
            .Select(file => file["!v/".Length..]).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<Match> Rows(string table) =>
        table.Split('\n').Skip(1).Select(line => Row().Match(line.TrimEnd('\r'))).Where(m => m.Success);

    private static int Number(Group digits) => Number(digits.ValueSpan);

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private async Task<string> AskAsync(string question, CancellationToken cancellationToken) => Encoding.UTF8.GetString(
        await SpeechProgram.RunAsync(_program!, [question], null, cancellationToken).ConfigureAwait(false));

    [GeneratedRegex(@"^\s*([0-9]{1,3})\s+(\S+)\s+\S+/\S+\s+(\S+)\s+(\S+)\s*(.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex(@"[\t\r\n]", RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    [GeneratedRegex(@"\(([^ ()]+) ([0-9]{1,3})\)", RegexOptions.NonBacktracking)]
    private static partial Regex OtherLanguage();
}
