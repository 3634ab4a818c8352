namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>
/// The tags of a file by which an editor finds a clip's original again: reel, tape, camera, time, title. A list of names, so that nothing
/// that nobody looked at, such as a place, goes from file to file.
/// </summary>
internal static class ClipTags
{
    /// <summary>The tag of the time when a recording was made, ISO 8601.</summary>
    public const string Created = "creation_time";

    /// <summary>The tag of the reel, which MOV keeps beside the timecode.</summary>
    public const string Reel = "reel_name";

    private const int MostCharacters = 500;

    private static readonly string[] _names =
    [
        Created, Reel, "reel", "tape", "tape_name", "title", "comment", "description", "date", "make", "model", "scene", "shot",
        "com.apple.quicktime.make", "com.apple.quicktime.model", "com.apple.quicktime.creationdate", "com.apple.quicktime.displayname",
        "com.android.manufacturer", "com.android.model", "company_name", "product_name", "material_package_name", "umid",
    ];

    /// <summary>The tags that are carried, each by the name that a file gives it, in lower case.</summary>
    /// <param name="groups">The file's own tags, then those of its streams; the first word for a name counts.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<IReadOnlyDictionary<string, string>?> groups)
    {
        var all = groups.OfType<IReadOnlyDictionary<string, string>>().SelectMany(g => g).ToList();
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in _names)
        {
            if (Text(all, name) is { } text)
            {
                found[name] = text;
            }
        }

        // MXF calls it by another name.
        if (!found.ContainsKey(Created) && Text(all, "modification_date") is { } changed)
        {
            found[Created] = changed;
        }

        // ffmpeg 9 joins a movie's two fields for it: "2024-03-02T10:11:12Z;2024-03-02T10:11:12Z".
        if (found.TryGetValue(Created, out var created))
        {
            found[Created] = created.Split(';')[0];
        }

        return found;
    }

    private static string? Text(List<KeyValuePair<string, string>> all, string name)
    {
        var text = all.FirstOrDefault(t => t.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        text = new string([.. (text ?? string.Empty).Where(c => !char.IsControl(c)).Take(MostCharacters)]).Trim();
        return text.Length > 0 ? text : null;
    }
}
