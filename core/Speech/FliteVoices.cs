using System.Globalization;
using System.Text;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>flite as a child process: some English voices, with the times of their phones.</summary>
public sealed class FliteVoices : ISpeechVoice
{
    private static readonly HashSet<string> _lips = ["p", "b", "m", "em"];
    private static readonly HashSet<string> _teeth = ["f", "v"];

    // Voices that only tell the time of day know no other words.
    private static readonly HashSet<string> _clocks = ["awb_time"];

    private readonly string? _program = SpeechProgram.Find("flite");

    /// <inheritdoc/>
    public string Source => "flite";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken) => _program is null
        ? []
        : Voices(Encoding.UTF8.GetString(await SpeechProgram.RunAsync(_program, ["-lv"], null, cancellationToken).ConfigureAwait(false)));

    /// <inheritdoc/>
    public string? Variation(VoiceInfo voice, string variation) => null;

    /// <inheritdoc/>
    public async Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var program = _program ?? throw new HeyGemException(ErrorCode.SpeechMissing, "flite is not installed.");
        var folder = Directory.CreateTempSubdirectory("heygem-speech");
        try
        {
            var file = Path.Combine(folder.FullName, "speech.wav");
            var phones = await SpeechProgram.RunAsync(program, Arguments(order, file), null, cancellationToken).ConfigureAwait(false);
            var wave = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            return WaveSamples.Read(wave, Source) with { Phones = Phones(Encoding.UTF8.GetString(phones)) };
        }
        catch (IOException e)
        {
            throw new HeyGemException(ErrorCode.SpeechFailed, $"flite's sound cannot be read: {e.Message}", e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The command line of an order.</summary>
    internal static IReadOnlyList<string> Arguments(SpeechOrder order, string file) =>
    [
        "-voice", order.Voice, "--setf", string.Create(CultureInfo.InvariantCulture, $"duration_stretch={1 / order.Speed:0.####}"),
        "-psdur", "-t", order.Text, "-o", file,
    ];

    /// <summary>Reads the line that <c>-lv</c> prints.</summary>
    internal static IReadOnlyList<VoiceInfo> Voices(string line) =>
    [
        .. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !_clocks.Contains(name))
            .OrderBy(name => name.Contains("kal", StringComparison.Ordinal))
            .Select(name => new VoiceInfo("flite", name, name, ["en-us"])),
    ];

    /// <summary>Reads what <c>-psdur</c> prints: each phone with the second that it ends at.</summary>
    internal static IReadOnlyList<SpokenPhone> Phones(string line)
    {
        var (phones, start) = (new List<SpokenPhone>(), 0.0);
        foreach (var word in line.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.LastIndexOf(':');
            if (colon < 1 || !double.TryParse(word.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var end))
            {
                continue;
            }

            var name = word[..colon];
            phones.Add(new SpokenPhone(
                start, end, name, _lips.Contains(name) ? LipContact.Lips : _teeth.Contains(name) ? LipContact.Teeth : LipContact.None));
            start = end;
        }

        return phones;
    }
}
