using System.Text;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>How a number is said in Mandarin, as characters.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";
    private const int MostDigits = 16;

    private static readonly string[] _places = ["", "十", "百", "千"];
    private static readonly string[] _groups = ["", "万", "亿", "万亿"];

    /// <summary>Each digit by itself, as years and telephones are said.</summary>
    public static string ByDigit(string digits) => string.Concat(digits.Select(d => Digits[d - '0']));

    /// <summary>A whole number; by its digits where it has more of them than anybody counts.</summary>
    /// <param name="digits">Ascii digits.</param>
    public static string Of(string digits)
    {
        var plain = digits.TrimStart('0');
        if (plain.Length is 0 or > MostDigits)
        {
            return plain.Length == 0 ? "零" : ByDigit(digits);
        }

        var (said, count, gap) = (new StringBuilder(), (plain.Length + 3) / 4, false);
        for (var group = count - 1; group >= 0; group--)
        {
            var end = plain.Length - (4 * group);
            var part = plain[Math.Max(0, end - 4)..end];
            if (part.Trim('0').Length == 0)
            {
                gap = true;
                continue;
            }

            // What a place leaves out is one zero: 10 050 is 一万零五十.
            said.Append(said.Length > 0 && (gap || part[0] == '0') ? "零" : string.Empty).Append(Group(part, group)).Append(_groups[group]);
            gap = false;
        }

        var whole = said.ToString();
        return whole.StartsWith("一十", StringComparison.Ordinal) ? whole[1..] : whole;
    }

    /// <summary>Up to four digits, of which one is no zero. Two thousands are 两千, two tens of thousands 两万.</summary>
    private static string Group(string part, int group)
    {
        var said = new StringBuilder();
        var digits = part.TrimStart('0');
        if (digits == "2" && group > 0)
        {
            return "两";
        }

        for (var i = 0; i < digits.Length; i++)
        {
            var place = digits.Length - 1 - i;
            if (digits[i] != '0')
            {
                said.Append(digits[i] == '2' && place == 3 ? '两' : Digits[digits[i] - '0']).Append(_places[place]);
            }
            else if (i + 1 < digits.Length && digits[i + 1] != '0')
            {
                said.Append('零');
            }
        }

        return said.ToString();
    }
}
