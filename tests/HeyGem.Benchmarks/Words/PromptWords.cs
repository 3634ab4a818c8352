using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>
/// Share of words placed on the prompts of Debian's asterisk-core-sounds packages (people reading known words), those of three words or
/// more. The package <c>asterisk-core-sounds-LANGUAGE</c> holds the words, <c>-wav</c> the sound.
/// </summary>
internal static partial class PromptWords
{
    private const string Sounds = "/usr/share/asterisk/sounds";

    public static async Task PrintAsync(TrainedMouthCurve model, string[] languages, CancellationToken cancellationToken)
    {
        var tools = await FfmpegLocator.LocateAsync(cancellationToken);
        Console.WriteLine("| prompts | files | words | placed | sure | unsure | not heard |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var language in languages.Length > 0 ? languages : ["en", "es", "fr", "it"])
        {
            var folder = Directory.GetDirectories(Sounds, language + "_*").Order().First();
            var (files, counts) = (0, new int[3]);
            foreach (var (name, text) in Texts(language))
            {
                var path = Path.Combine(folder, name + ".wav");
                if (!File.Exists(path) || text.Split(' ').Length < 3)
                {
                    continue;
                }

                var file = await new MediaProbe(tools).ProbeVoiceAsync(path, cancellationToken);
                var samples = await new AudioReader(tools).ReadMonoAsync(
                    file, MediaTime.Zero, null, LogMel.SampleRateHz, cancellationToken);
                var heard = await SpokenSample.HearAsync(model, samples, cancellationToken);
                var words = await SpokenSample.WordsAsync(model, text, language == "en" ? "en-us" : language, cancellationToken);
                var aligned = WordAligner.Align(heard, words, model.Classes, WordsBenchmark.Prices, cancellationToken);
                files++;
                foreach (var word in aligned.Words)
                {
                    counts[(int)word.Fit]++;
                    if (word.Fit != WordFit.Sure)
                    {
                        await Console.Error.WriteLineAsync($"{language} {name}: {word.Text} {word.Fit} | {text}");
                    }
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(folder)} | {files} | {counts.Sum()} | {1 - ((double)counts[2] / counts.Sum()):0.000} | "
                    + $"{(double)counts[0] / counts.Sum():0.000} | {counts[1]} | {counts[2]} |"));
        }
    }

    private static IEnumerable<(string Name, string Text)> Texts(string language)
    {
        using var file = File.OpenRead($"/usr/share/doc/asterisk-core-sounds-{language}/core-sounds-{language}.txt.gz");
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != ';' && !NoWords().IsMatch(line[(colon + 1)..]))
            {
                yield return (line[..colon].Trim(), string.Join(' ', Marks().Replace(line[(colon + 1)..], " ")
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    [GeneratedRegex(@"\(|tone|beep|silence|\.\.\.\.")]
    private static partial Regex NoWords();

    [GeneratedRegex("[“”\"\\[\\]<>{}*_]")]
    private static partial Regex Marks();
}
