using System.Text;

namespace HeyGem.Core.Timelines;

/// <summary>File URLs as editors of Windows, macOS and Linux write them, which is not always as the standard has it.</summary>
internal static class FileUrl
{
    private const string Scheme = "file:";
    private const string Unreserved = "-._~/!$&'()*+,;=@";

    /// <summary>
    /// The path of a file URL, or of a path that was written plainly: <c>C:\x</c> and <c>\\server\share\x</c> of Windows,
    /// <c>/x</c> of others, relative paths as they are. Null for a URL of another kind.
    /// </summary>
    public static string? PathOf(string url)
    {
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var colon = url.IndexOf("://", StringComparison.Ordinal);
            return colon > 1 && url[..colon].All(char.IsAsciiLetterOrDigit) ? null : Native(url);
        }

        var rest = url[Scheme.Length..];
        if (rest.StartsWith("//localhost/", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest["//localhost".Length..];
        }
        else if (rest.StartsWith("///", StringComparison.Ordinal))
        {
            rest = rest[2..];
        }

        return Native(Decode(rest));
    }

    /// <summary>A path with forward slashes in the manner of another file of the same timeline: as a URL, or plainly.</summary>
    public static string Of(string unified, string? like)
    {
        if (like is not null && !like.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return MediaPaths.IsOfWindows(unified) ? unified.Replace('/', '\\') : unified;
        }

        var host = like?.StartsWith("file://localhost/", StringComparison.OrdinalIgnoreCase) == true ? "file://localhost" : "file://";
        if (unified.StartsWith("//", StringComparison.Ordinal))
        {
            return Scheme + Encode(unified);
        }

        return host + (unified.StartsWith('/') ? string.Empty : "/") + Encode(unified);
    }

    /// <summary>Percent signs that begin no code stand for themselves: some editors write names without any coding.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Encode(string path)
    {
        var text = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(path))
        {
            var c = (char)one;
            text.Append(char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal) ? c.ToString() : $"%{one:x2}");
        }

        return text.ToString();
    }

    private static string Native(string path)
    {
        var unified = path.Replace('\\', '/');
        // "/C:/x" is how a drive stands in a URL; "/C|/x" how it once did.
        if (unified.Length > 3 && unified[0] == '/' && char.IsAsciiLetter(unified[1]) && unified[2] is ':' or '|' && unified[3] == '/')
        {
            unified = $"{unified[1]}:{unified[3..]}";
        }

        while (unified.StartsWith("///", StringComparison.Ordinal))
        {
            unified = unified[1..];
        }

        return MediaPaths.IsOfWindows(unified) ? unified.Replace('/', '\\') : path.StartsWith('/') ? path : unified;
    }
}
