using System.Text;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Timelines;

/// <summary>The timeline files of the tests, made after what each editor writes, and a folder that stands for their media drive.</summary>
public sealed class TimelineFixture : IDisposable
{
    public static string Folder { get; } = Path.Combine(TestFolders.Repository, "tests", "fixtures", "timelines");

    /// <summary>Where the media of the files' machines are.</summary>
    public string Media { get; } = Directory.CreateTempSubdirectory("heygem media ").FullName;

    public TimelineFixture()
    {
        foreach (var name in (string[])["interview 访.mp4", "interview.mov", "b-roll.mp4", "voice.wav", "A001 #1.mov", "vo.wav",
            "film.mov", "a.mov",
            "b.mov", "vo.aif", "face.png", "talk.mp4", "long.mov"])
        {
            File.WriteAllText(Path.Combine(Media, name), string.Empty);
        }
    }

    public IReadOnlyList<(string From, string To)> Moved =>
        [("/Volumes/Media", Media), (@"C:\Footage", Media), (@"\\nas\share", Media), ("/home/ed/media", Media)];

    /// <summary>Names of the files in the fixture folder.</summary>
    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public TimelineFile Open(string name) => Clocked(TimelineFiles.Open(Path.Combine(Folder, name), Moved, RateOf(name)));

    public TimelineFile Parse(byte[] bytes, FrameRate? rate = null) =>
        Clocked(TimelineFiles.Parse(bytes, "'made'", new MediaRoots(Media, Moved), rate ?? FrameRate.Default));

    /// <summary>What edit decision lists do not tell: their rate, and the clocks of their media.</summary>
    private static FrameRate? RateOf(string name) => name.EndsWith("25.edl", StringComparison.Ordinal) ? FrameRate.Default : null;

    private static TimelineFile Clocked(TimelineFile file)
    {
        foreach (var path in file.Unclocked)
        {
            file.Clock(path, Path.GetFileName(path) switch
            {
                "interview.mov" => new MediaClock(FrameRate.Default, new Timecode(10, 0, 0, 0, DropFrame: false), 90_000),
                "long.mov" => new MediaClock(FrameRate.Of(30000, 1001), new Timecode(1, 0, 0, 0, DropFrame: true), 90_000),
                "talk.mp4" => new MediaClock(FrameRate.Of(30000, 1001), null, 90_000),
                _ => new MediaClock(file.Timeline.Rate, null, 90_000),
            });
        }

        return file;
    }

    public TimelineFile Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static byte[] Written(TimelineFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    /// <summary>What is chosen of all pictures, with whatever sounds under them.</summary>
    public static Selection Select(TimelineFile file, int handles = 0) => SelectionRules.Select(
        file.Timeline.Items(TrackKind.Video),
        new SelectionOptions { Handles = handles, SequenceFrame = file.Timeline.Frame, Audio = [.. file.Timeline.Items(TrackKind.Audio)] });

    /// <summary>A render of a clip, as long as its range.</summary>
    public PlacedRender Render(ClipSelection clip) => new()
    {
        Clip = clip,
        Path = Path.Combine(Media, "renders", $"{Path.GetFileNameWithoutExtension(clip.Path)}_lipsync.mp4"),
        Rate = FrameRate.Of(MediaTime.TicksPerSecond, clip.Frame),
        Frames = clip.Range.OutFrame - clip.Range.InFrame,
        Width = 1920,
        Height = 1080,
        Note = "All kept.",
    };

    public void Dispose() => Directory.Delete(Media, recursive: true);
}
