using System.Text;
using HeyGem.Core.Errors;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Speech;

/// <summary>What stands in the <c>.onnx.json</c> beside a voice of Piper's kind.</summary>
internal sealed record PiperConfig
{
    /// <summary>Samples a second of the sound.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>The voice of espeak-ng that turns text into phones.</summary>
    public required string PhoneVoice { get; init; }

    /// <summary>The language, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The numbers of each phone, by one sign of the International Phonetic Alphabet.</summary>
    public required IReadOnlyDictionary<string, long[]> Ids { get; init; }

    /// <summary>How freely the voice varies: noise of the sound, length of phones (1 is its own pace), noise of the lengths.</summary>
    public required (float Noise, float Length, float Width) Scales { get; init; }

    /// <summary>How many speakers the model has; its first speaks.</summary>
    public required int Speakers { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsUnsupported"/>.</exception>
    public static PiperConfig Read(string path)
    {
        try
        {
            var config = JObject.Parse(File.ReadAllText(path));
            var map = (JObject)config["phoneme_id_map"]!;
            var inference = config["inference"] as JObject;
            return new PiperConfig
            {
                SampleRateHz = Within((int)config["audio"]!["sample_rate"]!, 4000, 192_000),
                PhoneVoice = (string)config["espeak"]!["voice"]!,
                Language = ((string?)config["language"]?["code"] ?? (string)config["espeak"]!["voice"]!).Replace('_', '-'),
                Ids = map.Properties().ToDictionary(p => p.Name, p => p.Value.Select(v => (long)v).ToArray(), StringComparer.Ordinal),
                Scales = ((float?)inference?["noise_scale"] ?? 0.667f, (float?)inference?["length_scale"] ?? 1,
                    (float?)inference?["noise_w"] ?? 0.8f),
                Speakers = (int?)config["num_speakers"] ?? 1,
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The voice's description {MediaName.Of(path)} is not there.", e)
            {
                Hint = "A voice of Piper's kind is two files: NAME.onnx and NAME.onnx.json.",
            };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NullReferenceException
            or InvalidCastException or ArgumentException or FormatException or OverflowException)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{MediaName.Of(path)} describes no voice of Piper's kind.", e);
        }
    }

    /// <summary>
    /// The numbers of a text in phones: the mark of the beginning, each phone with the mark of a gap after it, the mark of the end. A sign
    /// that the voice does not know is left out, as Piper does.
    /// </summary>
    public long[] IdsOf(string phones)
    {
        List<long> ids = [.. Ids["^"], .. Ids["_"]];
        foreach (var sign in phones.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Ids.TryGetValue(sign.ToString(), out var numbers))
            {
                ids.AddRange(numbers);
                ids.AddRange(Ids["_"]);
            }
        }

        ids.AddRange(Ids["$"]);
        return [.. ids];
    }

    private static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new FormatException($"{value} is no sample rate.");
}
