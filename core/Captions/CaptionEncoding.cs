using System.Text;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Captions;

/// <summary>
/// Turns the bytes of captions into text: UTF-8, UTF-16 with or without a mark, and the two old Chinese encodings, which name themselves
/// by their most frequent signs. What is none of these is refused: a wrong guess would be spoken aloud.
/// </summary>
internal static class CaptionEncoding
{
    // 的一是不了我在有人这来他上个们到说你就那, and 這來個們說 for the traditional script,
    // with the Chinese comma, stop and question mark.
    private const string Frequent = "的一是不了我在有人这來来他上个個们們到说說你就那這，。？！、：";
    private const double LeastFrequentShare = 0.04;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="notes">Told where the encoding was guessed.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.CaptionsEncoding"/>.</exception>
    public static string Decode(byte[] bytes, string name, List<CaptionNote> notes)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => _utf8.GetString(bytes.AsSpan(3)),
                [0xFF, 0xFE, ..] => Utf16(bigEndian: false).GetString(bytes.AsSpan(2)),
                [0xFE, 0xFF, ..] => Utf16(bigEndian: true).GetString(bytes.AsSpan(2)),
                _ when WideOrder(bytes) is { } bigEndian => Utf16(bigEndian).GetString(bytes),
                _ => _utf8.GetString(bytes),
            };
        }
        catch (DecoderFallbackException e)
        {
            return Guess(bytes, notes) ?? throw new HeyGemException(
                ErrorCode.CaptionsEncoding,
                $"{name} is not in UTF-8, UTF-16, GB18030 or Big5, so what it says is not known.",
                e);
        }
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>UTF-16 without a mark: captions hold digits and line ends, whose other byte is 0.</summary>
    /// <returns>True where the high byte is first, null where this is no UTF-16.</returns>
    private static bool? WideOrder(byte[] bytes)
    {
        Span<int> zeros = [0, 0];
        var looked = Math.Min(bytes.Length, 4096) & ~1;
        for (var i = 0; i < looked; i++)
        {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }

        return looked < 4 || Math.Max(zeros[0], zeros[1]) * 10 < looked || Math.Min(zeros[0], zeros[1]) * 40 > looked
            ? null : zeros[0] > zeros[1];
    }

    private static string? Guess(byte[] bytes, List<CaptionNote> notes)
    {
        var best = (string[])["GB18030", "Big5"];
        var guesses = best.Select(encoding => (Encoding: encoding, Text: TryDecode(bytes, encoding)))
            .Where(g => g.Text is not null)
            .Select(g => (g.Encoding, Text: g.Text!, Share: FrequentShare(g.Text!)))
            .OrderByDescending(g => g.Share)
            .ToList();
        if (guesses.Count == 0 || guesses[0].Share < LeastFrequentShare)
        {
            return null;
        }

        notes.Add(new CaptionNote(0, $"The captions are in {guesses[0].Encoding}, as their most frequent signs tell."));
        return guesses[0].Text;
    }

    private static string? TryDecode(byte[] bytes, string encoding)
    {
        try
        {
            return CodePagesEncodingProvider.Instance
                .GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!
                .GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>How many of the signs beyond ASCII are among the most frequent.</summary>
    private static double FrequentShare(string text)
    {
        var (frequent, all) = (0, 0);
        foreach (var c in text.Where(c => c >= 0x80))
        {
            all++;
            frequent += Frequent.Contains(c, StringComparison.Ordinal) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)frequent / all;
    }
}
