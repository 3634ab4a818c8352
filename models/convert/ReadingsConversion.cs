using System.Text;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.ModelConvert;

/// <summary>Makes the table that <see cref="ReadingsFile"/> finds, from the dictionaries of the npm package <c>pinyin-pro</c>.</summary>
public static partial class ReadingsConversion
{
    // Each letter in its four tones, a dash where there is none. The program knows no Unicode tables that would take the marks off.
    private const string Toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ-ńňǹ-ḿ--";
    private const string Letters = "aeiouvnm";
    private const int LongestWord = 5;

    /// <summary>Returns the table in the data folder, making it first when it is not there or not whole.</summary>
    /// <param name="packageFolder">The unpacked npm package.</param>
    /// <param name="data">Where it is kept.</param>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>: no package there. <see cref="ErrorCode.WeightsHashMismatch"/>: it holds other readings.
    /// </exception>
    public static ReadingsFile Ensure(string packageFolder, DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var file = ReadingsFile.In(data);
        if (file.IsWhole())
        {
            return file;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file.FilePath)!);
        var made = new ReadingsFile($"{file.FilePath}.{Guid.NewGuid():N}.part");
        try
        {
            File.WriteAllText(made.FilePath, Table(packageFolder));
            _ = made.Verified();
            File.Move(made.FilePath, file.FilePath, overwrite: true);
        }
        finally
        {
            File.Delete(made.FilePath);
        }

        return file;
    }

    /// <summary>The lines of the table: readings in the order of their letters, what is read so in the order of the package.</summary>
    internal static string Table(string packageFolder)
    {
        var lines = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        for (var length = 1; length <= LongestWord; length++)
        {
            var source = Dictionary(packageFolder, length);
            foreach (var (text, reading) in length == 1 ? Characters(source) : Words(source))
            {
                if (!lines.TryGetValue(reading, out var texts))
                {
                    lines[reading] = texts = [];
                }

                texts.Add(text);
            }
        }

        return string.Concat(lines.Select(line => $"{line.Key}\t{string.Join(' ', line.Value)}\n"));
    }

    /// <summary>A reading as the table has it: <c>lǜ</c> is <c>lv4</c>; a syllable without a tone has 5.</summary>
    internal static string Plain(string reading) => string.Join(' ', reading.Split(' ').Select(syllable =>
    {
        var (letters, tone) = (new StringBuilder(), 5);
        foreach (var letter in syllable)
        {
            if (Toned.IndexOf(letter, StringComparison.Ordinal) is var toned and >= 0)
            {
                tone = (toned % 4) + 1;
                letters.Append(Letters[toned / 4]);
            }
            else if (letter == 'ü')
            {
                letters.Append('v');
            }
            else if (char.IsAsciiLetterLower(letter))
            {
                letters.Append(letter);
            }
        }

        return $"{letters}{tone}";
    }));

    /// <summary>Of a character with several readings the first, which is the usual one.</summary>
    private static IEnumerable<(string Text, string Reading)> Characters(string source) =>
        from entry in CharacterEntry().Matches(source)
        let reading = Plain(entry.Groups[1].Value.Trim('\'').Split(' ')[0])
        from text in Quoted().Matches(entry.Groups[2].Value)
        select (text.Groups[1].Value, reading);

    private static IEnumerable<(string Text, string Reading)> Words(string source) =>
        WordEntry().Matches(source).Select(entry => (entry.Groups[1].Value, Plain(entry.Groups[2].Value)));

    private static string Dictionary(string packageFolder, int length)
    {
        var path = Path.Combine(packageFolder, "dist", "esm", "data", $"dict{length}.mjs");
        return File.Exists(path) ? File.ReadAllText(path) : throw new HeyGemException(
            ErrorCode.WeightsMissing, $"{packageFolder} does not hold the readings. Run `npm ci --ignore-scripts` in models/convert.");
    }

    [GeneratedRegex(@"^\s+('[^']+'|\w+): \[([^\]]*)\]", RegexOptions.Multiline)]
    private static partial Regex CharacterEntry();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("""^\s+'?([^\s'":]+)'?: ['"]([^'"]+)['"],?\s*$""", RegexOptions.Multiline)]
    private static partial Regex WordEntry();
}
