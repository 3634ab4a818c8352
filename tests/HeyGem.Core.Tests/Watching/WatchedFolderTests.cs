using HeyGem.Core.Watching;

namespace HeyGem.Core.Tests.Watching;

/// <summary>Which pairs a folder holds, and when each is to be rendered.</summary>
public sealed class WatchedFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-watch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_make_pairs()
    {
        Write(
            "Anna 安娜.mp4", "Anna 安娜.WAV", "Anna 安娜.mp3", "Anna 安娜.de.srt", "Anna 安娜.pt-BR.vtt", "shot.cam.mov", "shot.cam.wav",
            "Bob.MP4", "bob.txt", "alone.mp4", "alone.jpg.part", "voice only.wav",
            "Anna 安娜_lipsync.mp4", "Anna 安娜_lipsync.wav", "notes.txt");

        var pairs = WatchedPair.Among([.. new DirectoryInfo(_folder).EnumerateFiles()]);

        Assert.Equal(
            [
                ("Anna 安娜.mp4", "Anna 安娜.WAV", null, false), ("Anna 安娜.mp4", "Anna 安娜.de.srt", "de", true),
                ("Anna 安娜.mp4", "Anna 安娜.pt-BR.vtt", "pt-BR", true), ("Bob.MP4", "bob.txt", null, true),
                ("shot.cam.mov", "shot.cam.wav", (string?)null, false),
            ],
            pairs.Select(p => (p.Clip.Name, p.Voice.Name, p.Language, p.IsWritten)));
        Assert.Equal(pairs.Count, pairs.Select(p => p.ReportPath).Distinct().Count());
    }

    [Fact]
    public void A_pair_is_due_once_both_files_stay_as_they_are()
    {
        var folder = new WatchedFolder(_folder);
        Write("a.mp4", "a.wav");
        Assert.Empty(folder.Look());
        File.AppendAllText(Path.Combine(_folder, "a.wav"), "still copied");
        Assert.Empty(folder.Look());

        var due = Assert.Single(folder.Look());
        Assert.Single(folder.Look());
        folder.Tried(due);
        Assert.Empty(folder.Look());

        File.AppendAllText(Path.Combine(_folder, "a.mp4"), "another take");
        Assert.Empty(folder.Look());
        Assert.Single(folder.Look());
    }

    [Fact]
    public void A_pair_that_failed_is_due_again_after_it_was_away()
    {
        var folder = new WatchedFolder(_folder);
        Write("a.mp4", "a.wav");
        folder.Look();
        folder.Tried(Assert.Single(folder.Look()));
        Assert.Empty(folder.Look());

        Directory.Move(_folder, _folder + ".away");
        Assert.ThrowsAny<IOException>(folder.Look);
        Directory.Move(_folder + ".away", _folder);
        folder.Tried(Assert.Single(folder.Look()));
        Assert.Empty(folder.Look());

        File.Move(Path.Combine(_folder, "a.wav"), Path.Combine(_folder, "a.wav.away"));
        Assert.Empty(folder.Look());
        File.Move(Path.Combine(_folder, "a.wav.away"), Path.Combine(_folder, "a.wav"));
        Assert.Empty(folder.Look());
        Assert.Single(folder.Look());
    }

    [Fact]
    public void A_report_with_a_result_ends_a_pair_over_a_restart_and_one_without_does_not()
    {
        Write("a.mp4", "a.wav", "b.mp4", "b.wav");
        var pairs = WatchedPair.Among([.. new DirectoryInfo(_folder).EnumerateFiles()]);
        new WatchReport { From = pairs[0].State, Result = "a_lipsync.mp4" }.Write(pairs[0].ReportPath);
        new WatchReport { From = pairs[1].State, Code = "disk.full", Message = "The disk is full." }.Write(pairs[1].ReportPath);

        Assert.Equal(["b.mp4"], Due().Select(p => p.Clip.Name));
        File.WriteAllText(pairs[0].ReportPath, "{ cut off");
        Assert.Equal(["a.mp4", "b.mp4"], Due().Select(p => p.Clip.Name));
    }

    [Fact]
    public void An_empty_file_and_a_link_to_nothing_wait()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Write("a.mp4", "a.wav", "b.mp4");
        File.WriteAllText(Path.Combine(_folder, "a.wav"), string.Empty);
        File.CreateSymbolicLink(Path.Combine(_folder, "b.wav"), Path.Combine(_folder, "nothing"));

        Assert.Empty(Due());
    }

    private IReadOnlyList<WatchedPair> Due()
    {
        var folder = new WatchedFolder(_folder);
        folder.Look();
        return folder.Look();
    }

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, name), name);
        }
    }
}
