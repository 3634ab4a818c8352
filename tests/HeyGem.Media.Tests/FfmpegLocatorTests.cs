using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;

namespace HeyGem.Media.Tests;

public sealed class FfmpegLocatorTests(MediaFixture media)
{
    [Fact]
    public async Task An_empty_path_says_that_ffmpeg_is_missing()
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => FfmpegLocator.LocateAsync(null, media.Folder, [], null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FfmpegMissing, error.Code);
    }

    [Fact]
    public async Task A_named_folder_without_ffmpeg_is_not_replaced_by_the_path()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => FfmpegLocator.LocateAsync(media.Folder, path, [path!], null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FfmpegMissing, error.Code);
        Assert.Contains(media.Folder, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.1.9-0+deb12u1", true)]
    [InlineData("7.0.9", true)]
    [InlineData("7.1.4", true)]
    [InlineData("n7.1.5", false)]
    [InlineData("8.0.2", true)]
    [InlineData("8.1.3", false)]
    [InlineData("9.0", false)]
    [InlineData("N-118000-g1234567", false)]
    public void A_version_from_before_the_mended_releases_is_told(string version, bool told)
    {
        Assert.Equal(told, FfmpegAdvisories.NoticeOf(version) is { } notice && notice.Contains(version, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4.4.2", false)]
    [InlineData("5.0", false)]
    [InlineData("5.1.9-0+deb12u1", true)]
    [InlineData("n7.1", true)]
    [InlineData("N-118000-g1234567", true)]
    public async Task Versions_before_5_1_are_refused(string version, bool accepted)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var folder = Directory.CreateTempSubdirectory("heygem-ffmpeg-").FullName;
        WriteTools(folder, version, lacking: null);

        var found = FfmpegLocator.LocateAsync(folder, null, [], null, TestContext.Current.CancellationToken);
        if (accepted)
        {
            Assert.Equal(version, (await found).Version);
        }
        else
        {
            Assert.Equal(ErrorCode.FfmpegUnsupported, (await Assert.ThrowsAsync<HeyGemException>(() => found)).Code);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(" V....D libx264 ", "the encoder libx264")]
    [InlineData(" ... aresample ", "the filter aresample")]
    [InlineData(" E nut ", "the muxer nut")]
    public async Task A_build_that_lacks_a_part_is_refused_by_its_name_and_another_folder_is_taken(string lacking, string named)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var folder = Directory.CreateTempSubdirectory("heygem-ffmpeg-").FullName;
        WriteTools(folder, "7.1", lacking);

        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => FfmpegLocator.LocateAsync(folder, null, [], null, TestContext.Current.CancellationToken));
        var better = Path.GetDirectoryName(media.Tools.FfmpegPath)!;
        var found = await FfmpegLocator.LocateAsync(null, folder, ["relative", better], null, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCode.FfmpegUnsupported, error.Code);
        Assert.EndsWith($"was built without {named}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(media.Tools.FfmpegPath, found.FfmpegPath);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_program_is_asked_once_until_its_file_changes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var folder = Directory.CreateTempSubdirectory("heygem-ffmpeg-").FullName;
        var cache = new AnalysisCache(Path.Combine(folder, "cache"));
        Task<FfmpegTools> Locate() => FfmpegLocator.LocateAsync(folder, null, [], cache, TestContext.Current.CancellationToken);
        WriteTools(folder, "7.1", lacking: null);
        var asked = await Locate();

        // A program that says nothing any more, of the same size and time: only kept answers can name its version.
        var program = Path.Combine(folder, "ffmpeg");
        var (text, time) = (await File.ReadAllTextAsync(program, TestContext.Current.CancellationToken), File.GetLastWriteTimeUtc(program));
        await File.WriteAllTextAsync(
            program, "#!/bin/sh\n".PadRight(text.Length, '#'), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(program, time);
        var kept = await Locate();

        WriteTools(folder, "7.2", lacking: null);
        var newer = await Locate();

        WriteTools(folder, "7.2", lacking: " E nut ");
        var lacking = await Assert.ThrowsAsync<HeyGemException>(Locate);

        Assert.Equal("7.1", kept.Version);
        Assert.Equal(asked.Encoders.Order(), kept.Encoders.Order());
        Assert.Equal("7.2", newer.Version);
        Assert.EndsWith("the muxer nut.", lacking.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Windows_is_searched_where_its_installers_put_ffmpeg()
    {
        var places = new FfmpegPlaces(
            OSPlatformKind.Windows,
            name => name == "ProgramData" ? null : $@"C:\{name}",
            (folder, _) => folder.EndsWith("Packages", StringComparison.Ordinal) ? [$@"{folder}\Gyan.FFmpeg"]
                : folder.EndsWith("Gyan.FFmpeg", StringComparison.Ordinal) ? [$@"{folder}\ffmpeg-7.1", $@"{folder}\ffmpeg-8.0"] : []);

        var all = places.All(@"C:\data").ToList();

        Assert.Equal([@"C:\data/ffmpeg", @"C:\data/ffmpeg/bin", @"C:\LOCALAPPDATA\Microsoft\WinGet\Links"], all.Take(3));
        Assert.Equal(@"C:\LOCALAPPDATA\Microsoft\WinGet\Packages\Gyan.FFmpeg\ffmpeg-8.0\bin", all[3]);
        Assert.DoesNotContain(all, place => place.Contains("chocolatey", StringComparison.Ordinal));
    }

    [Fact]
    public void The_data_folder_comes_first_on_every_system() => Assert.All(
        Enum.GetValues<OSPlatformKind>(),
        system => Assert.Equal("/data/ffmpeg", new FfmpegPlaces(system, _ => null, (_, _) => []).All("/data").First()));

    /// <summary>A pair of programs that answers the first questions as the real ffmpeg does, but for a version and one line.</summary>
    private void WriteTools(string folder, string version, string? lacking)
    {
        var filter = lacking is null ? string.Empty : $" | grep -v '^ *{lacking.TrimStart()}'";
        var script = $"#!/bin/sh\ncase \"$*\" in\n*-version*) echo 'ffmpeg version {version} Copyright';;\n"
            + $"*) '{media.Tools.FfmpegPath}' \"$@\"{filter};;\nesac\n";
        foreach (var name in (string[])["ffmpeg", "ffprobe"])
        {
            FakeTool.Write(Path.Combine(folder, name), script);
        }
    }

    [Fact]
    public void The_real_one_has_the_encoders_that_the_formats_need() =>
        Assert.Superset(new HashSet<string> { "libx264", "prores_ks", "dnxhd", "aac" }, media.Tools.Encoders.ToHashSet());
}
