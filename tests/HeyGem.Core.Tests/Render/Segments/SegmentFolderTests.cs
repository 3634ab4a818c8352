using System.Security.Cryptography;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render.Segments;

public sealed class SegmentFolderTests : IDisposable
{
    private static readonly FrameRange[] _plan = [new(0, 3), new(3, 2), new(5, 4)];

    private readonly string _root = Directory.CreateTempSubdirectory("heygem-segments-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_root, "segments");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_was_noted_is_kept_with_all_that_is_known_of_it()
    {
        await FillAsync(0, 2);

        using var folder = await OpenAsync();

        Assert.Equal((2, 1), (folder.Reused, folder.FirstMissing));
        Assert.Equal([1, 2, 3, 0], folder.Notes[2]!.Outcomes);
        Assert.Equal(["2 frames of the source are damaged."], folder.Notes[2]!.Warnings);
        Assert.Equal(Path.Combine(Folder, "00002.mp4"), folder.Notes[2]!.File.Path);
    }

    [Fact]
    public async Task A_folder_that_was_moved_still_holds()
    {
        await FillAsync(0, 1, 2);
        var moved = Path.Combine(_root, "elsewhere");
        Directory.Move(Folder, moved);

        using var folder = await SegmentFolder.OpenAsync((moved, true), "key", _plan, Token);

        Assert.Equal(3, folder.Reused);
        Assert.All(folder.Notes, note => Assert.True(File.Exists(note!.File.Path)));
    }

    [Theory]
    [InlineData("00001.mp4", 5)]
    [InlineData("00001.mp4", -1)]
    [InlineData("00001.note", 0)]
    [InlineData("00001.note", 40)]
    [InlineData("00001.note", 150)]
    [InlineData("00001.note", -1)]
    public async Task A_segment_whose_file_or_note_changed_is_drawn_again_and_the_others_are_kept(string name, int changed)
    {
        await FillAsync(0, 1, 2);
        var path = Path.Combine(Folder, name);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        if (changed >= 0)
        {
            bytes[changed] ^= 1;
        }

        await File.WriteAllBytesAsync(path, changed < 0 ? bytes[..^1] : bytes, Token);

        using var folder = await OpenAsync();

        Assert.Equal((2, 1), (folder.Reused, folder.FirstMissing));
        Assert.Equal(["00000.mp4", "00000.note", "00002.mp4", "00002.note", "lock"], Names());
    }

    [Fact]
    public async Task Segments_of_another_key_or_plan_and_what_was_never_noted_are_removed()
    {
        await FillAsync(0, 1);
        await File.WriteAllTextAsync(Path.Combine(Folder, ".00002.mp4.1234.part"), "half", Token);
        await File.WriteAllTextAsync(Path.Combine(Folder, "00002.mp4"), "never noted", Token);
        using (var folder = await SegmentFolder.OpenAsync((Folder, true), "key", [_plan[0], new(3, 3), new(6, 3)], Token))
        {
            Assert.Equal(1, folder.Reused);
            Assert.Equal(["00000.mp4", "00000.note", "lock"], Names());
        }

        using var other = await SegmentFolder.OpenAsync((Folder, true), "another key", _plan, Token);

        Assert.Equal((0, 0), (other.Reused, other.FirstMissing));
        Assert.Equal(["lock"], Names());
    }

    [Fact]
    public async Task A_folder_that_is_not_to_stay_is_removed_and_one_that_another_render_holds_is_left_alone()
    {
        using (var first = await SegmentFolder.OpenAsync((Folder, false), "key", _plan, Token))
        {
            Note(first, 0);
            using (var second = await SegmentFolder.OpenAsync((Folder, false), "key", _plan, Token))
            {
                Assert.Equal(0, second.Reused);
                Assert.NotEqual(first.PathOf(0, ".mp4"), second.PathOf(0, ".mp4"));
            }

            Assert.True(File.Exists(first.PathOf(0, ".mp4")));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public async Task An_attempt_that_noted_a_segment_has_grown_the_folder_and_one_that_noted_none_has_not()
    {
        SegmentFolder.Begin(Folder);
        Assert.False(SegmentFolder.HasGrown(Folder));
        Assert.False(SegmentFolder.HasAny(Folder));

        await FillAsync(0);
        Assert.True(SegmentFolder.HasGrown(Folder));
        Assert.True(SegmentFolder.HasAny(Folder));

        SegmentFolder.Begin(Folder);
        Assert.False(SegmentFolder.HasGrown(Folder));

        await FillAsync(1);
        Assert.True(SegmentFolder.HasGrown(Folder));
    }

    private async Task FillAsync(params int[] segments)
    {
        using var folder = await OpenAsync();
        foreach (var index in segments)
        {
            Note(folder, index);
        }
    }

    private static void Note(SegmentFolder folder, int index)
    {
        var path = folder.PathOf(index, ".mp4");
        byte[] content = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * (index + 1)))];
        File.WriteAllBytes(path, content);
        var (start, count) = _plan[index];
        folder.Add(index, new SegmentNote
        {
            Key = "key",
            Start = start,
            File = new EncodedSegment(path, (int)count, 100, Convert.ToHexStringLower(SHA256.HashData(content)), "pictures", "description"),
            Outcomes = [.. Enumerable.Range(0, (int)count).Select(i => (byte)((i + 1) % 4))],
            Warnings = ["2 frames of the source are damaged."],
        });
    }

    private Task<SegmentFolder> OpenAsync() => SegmentFolder.OpenAsync((Folder, true), "key", _plan, Token);

    private IEnumerable<string?> Names() => Directory.EnumerateFiles(
        Folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
