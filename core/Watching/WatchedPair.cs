using HeyGem.Core.Speech;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Watching;

/// <summary>A clip in a watched folder and what it shall say: <c>name.mp4</c> with <c>name.wav</c>, or with <c>name.de.srt</c>.</summary>
/// <param name="Clip">The clip or still picture.</param>
/// <param name="Voice">The sound, captions or text.</param>
/// <param name="Language">The language that the name of captions or a text ends with; null for none.</param>
public sealed record WatchedPair(FileInfo Clip, FileInfo Voice, string? Language)
{
    private static readonly string[] _clips =
    [
        ".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mxf", ".mts", ".m2ts", ".ts", ".mpg", ".flv", ".png", ".jpg", ".jpeg", ".webp",
    ];

    // Of several for one clip and language the first counts.
    private static readonly string[] _sounds = [".wav", ".flac", ".aif", ".aiff", ".m4a", ".aac", ".mp3", ".ogg", ".opus"];
    private static readonly string[] _words = [".srt", ".vtt", ".txt"];

    /// <summary>Whether the voice is written and has to be spoken.</summary>
    public bool IsWritten => _words.Contains(Voice.Extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where its report lies.</summary>
    public string ReportPath => Path.Combine(
        Clip.DirectoryName!, Clip.Name + (Language is null ? string.Empty : "." + Language) + WatchReport.Ending);

    /// <summary>Which states of the two files this is.</summary>
    public PairState State => new(StateOf(Clip), StateOf(Voice));

    /// <summary>The pairs among the files of a folder, by name. Results are no clips.</summary>
    public static IReadOnlyList<WatchedPair> Among(IReadOnlyList<FileInfo> files)
    {
        var voices = files
            .Select(file => (File: file, Rank: Rank(file)))
            .Where(voice => voice.Rank >= 0)
            .OrderBy(voice => voice.Rank)
            .ThenBy(voice => voice.File.Name, StringComparer.Ordinal)
            .ToLookup(voice => StemOf(voice.File), voice => voice.File, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. files
                .Where(file => _clips.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && !OutputNaming.IsResult(file.Name))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .SelectMany(clip => voices[Path.GetFileNameWithoutExtension(clip.Name)]
                    .Select(voice => new WatchedPair(clip, voice, LanguageOf(voice)))
                    .DistinctBy(pair => pair.Language?.ToUpperInvariant())),
        ];
    }

    private static int Rank(FileInfo file) => Array.FindIndex(
        [.. _sounds, .. _words], ending => file.Extension.Equals(ending, StringComparison.OrdinalIgnoreCase));

    private static string StemOf(FileInfo voice)
    {
        var stem = Path.GetFileNameWithoutExtension(voice.Name);
        return LanguageOf(voice) is { } language ? stem[..^(language.Length + 1)] : stem;
    }

    /// <summary>Only what is written has a language in its name: <c>shot.cam.wav</c> is the sound of <c>shot.cam.mp4</c>.</summary>
    private static string? LanguageOf(FileInfo voice)
    {
        var stem = Path.GetFileNameWithoutExtension(voice.Name);
        return _words.Contains(voice.Extension, StringComparer.OrdinalIgnoreCase) && stem.Contains('.', StringComparison.Ordinal)
            ? LanguageTag.OfFile(voice.Name) : null;
    }

    private static FileState StateOf(FileInfo file) => new(file.Name, file.Length, file.LastWriteTimeUtc);
}

/// <summary>Which state of a file something was made from.</summary>
public sealed record FileState(string Name, long Bytes, DateTime ModifiedUtc);

/// <summary>Which states of a pair's files something was made from.</summary>
public sealed record PairState(FileState Clip, FileState Voice);
