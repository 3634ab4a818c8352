using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Speech;

/// <summary>
/// Voices of Piper's kind (VITS in ONNX) that the user has put into a folder, each a <c>NAME.onnx</c> with its <c>NAME.onnx.json</c>. Text
/// becomes phones by espeak-ng, phones become sound by our own ONNX Runtime on the processor. Loaded when first spoken with; dispose after
/// use.
/// </summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed partial class PiperVoices(string folder) : ISpeechVoice, IDisposable
{
    private readonly string? _espeak = EspeakVoices.FindProgram();
    private readonly ConcurrentDictionary<string, Lazy<(OnnxModel Model, PiperConfig Config)>> _loaded = new();

    /// <inheritdoc/>
    public string Source => "piper";

    /// <inheritdoc/>
    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken)
    {
        if (_espeak is null || !Directory.Exists(folder))
        {
            return Task.FromResult<IReadOnlyList<VoiceInfo>>([]);
        }

        List<VoiceInfo> voices = [];
        foreach (var file in Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            try
            {
                var name = Path.GetFileNameWithoutExtension(file);
                voices.Add(new VoiceInfo(Source, name, name, [PiperConfig.Read(file + ".json").Language]));
            }
            catch (HeyGemException)
            {
                // Half a voice, or something else: the others can be used.
            }
        }

        return Task.FromResult<IReadOnlyList<VoiceInfo>>(voices);
    }

    /// <inheritdoc/>
    public string? Variation(VoiceInfo voice, string variation) => null;

    /// <inheritdoc/>
    public async Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var espeak = _espeak ?? throw new HeyGemException(ErrorCode.SpeechMissing, "espeak-ng is not installed; Piper's voices need it.");
        var (model, config) = _loaded.GetOrAdd(order.Voice, name => new(() => Load(Path.Combine(folder, name + ".onnx")))).Value;
        List<float> samples = [];
        foreach (var (clause, mark) in Clauses(order.Text))
        {
            var phones = await PhonesOfAsync(espeak, config, clause, cancellationToken).ConfigureAwait(false);
            samples.AddRange(
                await Task.Run(() => Speak(model, config, phones + mark, order.Speed), cancellationToken).ConfigureAwait(false));
        }

        return new SpokenText([.. samples], config.SampleRateHz);
    }

    /// <summary>Reads a voice and tries it out.</summary>
    /// <exception cref="HeyGemException">One of the <c>weights.*</c> codes.</exception>
    public static void TryOut(string path)
    {
        var (model, config) = Load(path);
        using (model)
        {
            Speak(model, config, "a", 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var voice in _loaded.Values.Where(v => v.IsValueCreated))
        {
            voice.Value.Model.Dispose();
        }
    }

    /// <summary>Text between marks of punctuation, each with its mark: the voice hears in it how a clause ends.</summary>
    internal static IReadOnlyList<(string Clause, string Mark)> Clauses(string text) =>
    [
        .. Sentence().Matches(text).Select(m => (Clause: m.Groups[1].Value.Trim(), Mark: m.Groups[2].Value switch
        {
            "" or "。" => ".",
            "？" => "?",
            "！" => "!",
            var mark => mark[..1],
        })).Where(c => c.Clause.Any(char.IsLetterOrDigit)),
    ];

    private static (OnnxModel Model, PiperConfig Config) Load(string path)
    {
        var config = PiperConfig.Read(path + ".json");
        var model = OnnxModel.Load(path, new OnnxOptions(Threads: 2));
        string[] wanted = ["input", "input_lengths", "scales", .. config.Speakers > 1 ? (string[])["sid"] : []];
        if (!wanted.All(name => model.Inputs.Any(i => i.Name == name)) || !((string[])["^", "_", "$"]).All(config.Ids.ContainsKey))
        {
            model.Dispose();
            throw new HeyGemException(
                ErrorCode.WeightsUnsupported, $"{path} is no voice of Piper's kind: it takes {string.Join("; ", model.Inputs)}.");
        }

        return (model, config);
    }

    private static float[] Speak(OnnxModel model, PiperConfig config, string phones, double speed)
    {
        var ids = config.IdsOf(phones);
        var longs = new Dictionary<string, (long[] Values, long[] Shape)>
        {
            ["input"] = (ids, [1, ids.Length]),
            ["input_lengths"] = ([ids.Length], [1]),
        };
        if (config.Speakers > 1)
        {
            longs["sid"] = ([0], [1]);
        }

        float[] scales = [config.Scales.Noise, (float)(config.Scales.Length / speed), config.Scales.Width];
        return model.Run(longs, new Dictionary<string, (float[] Values, long[] Shape)> { ["scales"] = (scales, [3]) });
    }

    private static async Task<string> PhonesOfAsync(string espeak, PiperConfig config, string clause, CancellationToken cancellationToken)
    {
        var output = await SpeechProgram.RunAsync(
            espeak, ["-v", config.PhoneVoice, "-q", "--ipa", "-b", "1", "--stdin"], EspeakVoices.Plain(clause), cancellationToken)
            .ConfigureAwait(false);
        return LanguageSwitch().Replace(Encoding.UTF8.GetString(output).ReplaceLineEndings(" "), string.Empty).Trim();
    }

    [GeneratedRegex(@"([^.!?,;:。！？，；：]+)([.!?,;:。！？，；：]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\([a-z-]+\)", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageSwitch();
}
