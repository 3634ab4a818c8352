using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Farm;

/// <summary>
/// What a clip is drawn from, beside its media, as one file: the spec, where the result is cut, and the analyses that the clip was planned
/// from. A ZIP that is not packed; about 6 kB a frame. Whoever opens it plans the clip from the same analyses and so gets the same plan.
/// </summary>
public sealed partial class SegmentBundle
{
    private const string WordsName = "order.json";
    private const string CacheFolder = "cache/";
    private const long MostWords = 4 << 20;
    private const int MostAnalyses = 20_000;

    private readonly BundleWords _words;

    private SegmentBundle(BundleWords words, RenderSpec spec, IReadOnlyList<FrameRange> segments)
    {
        _words = words;
        Spec = spec;
        Segments = segments;
    }

    /// <summary>What it is drawn from; see <see cref="ISegmentOrder.Key"/>.</summary>
    public string Key => _words.Key;

    /// <summary>What must be equal where it is drawn.</summary>
    public string Lane => _words.Lane;

    /// <summary>The media files it needs.</summary>
    public IReadOnlyList<BundleMedia> Media => _words.Media;

    /// <summary>The segments in frames of the result.</summary>
    public IReadOnlyList<FrameRange> Segments { get; }

    /// <summary>A digest of the plan that it must give.</summary>
    internal string Plan => _words.Plan;

    /// <summary>The spec, whose paths are places in <see cref="Media"/>.</summary>
    internal RenderSpec Spec { get; }

    /// <summary>The media of a drawing, as a bundle names them.</summary>
    public static IReadOnlyList<(string Path, BundleMedia Media)> MediaOf(SegmentDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        return [.. drawing.Media.Select(m =>
        {
            var file = new FileInfo(m.Key);
            return (m.Key, new BundleMedia(m.Value, file.Name, file.Length, file.LastWriteTimeUtc.Ticks, m.Key));
        })];
    }

    /// <summary>
    /// Whether a drawing can be done elsewhere: a model that is named by its path is on this machine only, and what is joined of several
    /// plans, left alone in places, or driven by words, is drawn where it was planned.
    /// </summary>
    public static bool CanTravel(SegmentDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var models = new[] { drawing.Spec.Wav2Lip.Model, drawing.Spec.Wav2Lip.Enhancer }.OfType<string>();
        return drawing.Spec is { Speakers.Count: 0, NoLipSync.Count: 0, IsDrivenByWords: false }
            && models.All(model => Path.GetFileName(model) == model && Path.GetExtension(model).Length == 0);
    }

    /// <summary>Writes the bundle of an order.</summary>
    /// <exception cref="IOException">The disk refuses, or an analysis is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, ISegmentOrder order, SegmentDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(drawing);
        var media = MediaOf(drawing);
        var words = new BundleWords
        {
            Version = BundleWords.Current,
            Key = order.Key,
            Lane = order.Lane,
            Plan = drawing.Plan,
            Spec = StoredSpecFile.Write(WithPaths(drawing.Spec, path => IndexOf(media, path))),
            Media = [.. media.Select(m => m.Media)],
            Cuts = [.. order.Segments.Select(s => s.Start), order.Segments[^1].End],
        };
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var entry = zip.CreateEntry(WordsName, CompressionLevel.NoCompression).Open())
        {
            JsonSerializer.Serialize(entry, words, BundleJson.Default.BundleWords);
        }

        foreach (var analysis in drawing.Analyses)
        {
            zip.CreateEntryFromFile(analysis, CacheFolder + Path.GetFileName(analysis), CompressionLevel.NoCompression);
        }
    }

    /// <summary>Reads a bundle and lays its analyses into a folder, which is made.</summary>
    /// <param name="path">The bundle.</param>
    /// <param name="cacheFolder">Where the analyses go; nothing is written outside.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmOrderUnreadable"/>: it is none, or of another version.</exception>
    public static SegmentBundle Open(string path, string cacheFolder)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var bundle = Read(zip);
            Directory.CreateDirectory(cacheFolder);
            foreach (var entry in zip.Entries.Where(e => e.FullName != WordsName))
            {
                entry.ExtractToFile(Path.Combine(cacheFolder, entry.FullName[CacheFolder.Length..]), overwrite: true);
            }

            return bundle;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException)
        {
            throw new HeyGemException(ErrorCode.FarmOrderUnreadable, $"What the segments are drawn from cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The spec with the paths of this machine, for a working folder.</summary>
    internal RenderSpec SpecIn(string folder, IReadOnlyList<string> media) => WithPaths(
        Spec, place => media[int.Parse(place, NumberStyles.None, CultureInfo.InvariantCulture)]) with
    {
        OutputFolder = folder,
        WorkFolder = Path.Combine(folder, "segments"),
    };

    private static string IndexOf(IReadOnlyList<(string Path, BundleMedia Media)> media, string path)
    {
        var at = media.TakeWhile(m => m.Path != path).Count();
        return at < media.Count
            ? at.ToString(CultureInfo.InvariantCulture) : throw new InvalidDataException("A file is not among the media.");
    }

    private static SegmentBundle Read(ZipArchive zip)
    {
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Require(names.Count is > 1 and <= MostAnalyses && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count, "names");
        Require(names.All(n => n == WordsName || AnalysisName().IsMatch(n)), "a name");
        var entry = zip.GetEntry(WordsName) ?? throw new InvalidDataException("no words");
        Require(entry.Length <= MostWords, "too many words");
        using var stream = entry.Open();
        var words = JsonSerializer.Deserialize(stream, BundleJson.Default.BundleWords) ?? throw new InvalidDataException("no words");
        Require(words.Version == BundleWords.Current, "another version");
        Require(Hash().IsMatch(words.Key) && words.Media.All(m => Hash().IsMatch(m.Key) && IsName(m.Name) && m.Bytes >= 0), "a key");
        Require(words.Cuts.Count > 1 && words.Cuts[0] == 0 && words.Cuts.Zip(words.Cuts.Skip(1)).All(c => c.First < c.Second), "the cuts");
        var spec = StoredSpecFile.TryRead(words.Spec) ?? throw new InvalidDataException("the spec");
        Require(PathsOf(spec).All(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < words.Media.Count), "a path");
        Require(
            spec is
            {
                FinalAudioPath: null, Captions: null, KnownWords: null, Correction: null, Preview: null, Speakers.Count: 0,
                NoLipSync.Count: 0, OutputFolder.Length: 0,
            },
            "the spec");
        return new SegmentBundle(
            words, spec, [.. words.Cuts.Zip(words.Cuts.Skip(1)).Select(c => new FrameRange(c.First, c.Second - c.First))]);
    }

    private static IEnumerable<string> PathsOf(RenderSpec spec) => spec.VoicePaths
        .Append(spec.ClipPath).Append(spec.VoicePath).Concat(new[] { spec.VoiceTimesPath, spec.PersonPath }.OfType<string>());

    /// <summary>The spec with other paths, and without what reaches no pixel.</summary>
    private static RenderSpec WithPaths(RenderSpec spec, Func<string, string> of) => spec with
    {
        ClipPath = of(spec.ClipPath),
        VoicePath = spec.VoicePieces.Count > 0 ? of(spec.VoicePieces[0].Path) : of(spec.VoicePath),
        VoicePieces = spec.VoicePieces.Count > 0
            ? new VoicePieces(spec.VoicePieces.Select(p => p with { Path = of(p.Path) })) : spec.VoicePieces,
        VoiceTimesPath = spec.VoiceTimesPath is { } times ? of(times) : null,
        PersonPath = spec.PersonPath is { } person ? of(person) : null,
        FinalAudioPath = null,
        Captions = null,
        KnownWords = null,
        Variant = null,
        OutputFolder = string.Empty,
        NoAudio = true,
        StripMetadata = true,
    };

    /// <summary>A plain name that every system takes.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && Encoding.UTF8.GetByteCount(name) <= 255 && name is not ("." or "..")
        && name.All(c => !char.IsControl(c) && c is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'));

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"It is not as it should be: {what}.");
        }
    }

    [GeneratedRegex("^cache/[0-9a-f]{64}\\.[a-z0-9-]{1,40}$")]
    private static partial Regex AnalysisName();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
