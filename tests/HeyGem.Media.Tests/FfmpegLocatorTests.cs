using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

public sealed class FfmpegLocatorTests(MediaFixture media)
{
    [Fact]
    public async Task An_empty_path_says_that_ffmpeg_is_missing()
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => FfmpegLocator.LocateAsync(null, media.Folder, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FfmpegMissing, error.Code);
    }

    [Fact]
    public async Task A_named_folder_without_ffmpeg_is_not_replaced_by_the_path()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => FfmpegLocator.LocateAsync(media.Folder, path, TestContext.Current.CancellationToken));

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
        var script = $"#!/bin/sh\ncase \"$*\" in *-version*) echo 'ffmpeg version {version} Copyright';; *) echo ' V....D libx264   " +
            "H.264';; esac\n";
        foreach (var name in (string[])["ffmpeg", "ffprobe"])
        {
            FakeTool.Write(Path.Combine(folder, name), script);
        }

        var found = FfmpegLocator.LocateAsync(folder, null, TestContext.Current.CancellationToken);
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

    [Fact]
    public void The_real_one_has_the_encoders_that_the_formats_need() =>
        Assert.Superset(new HashSet<string> { "libx264", "prores_ks", "dnxhd", "aac" }, media.Tools.Encoders.ToHashSet());
}
