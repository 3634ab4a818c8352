using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Farm.Work;
using HeyGem.Core.Errors;
using HeyGem.Core.Farm;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>Media that a worker reads where they lie.</summary>
public sealed class SharedMediaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-share-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("/mnt/media", "/mnt/media/a/b c.mp4", "a/b c.mp4")]
    [InlineData("/mnt/media/", "/mnt/media/a.mp4", "a.mp4")]
    [InlineData("M:", @"m:\Film\片.mov", "Film/片.mov")]
    [InlineData(@"\\nas\Media", @"\\NAS\media\a.mov", "a.mov")]
    [InlineData("/mnt/media", "/mnt/media2/a.mp4", null)]
    [InlineData("/mnt/media", "/mnt/Media/a.mp4", null)]
    [InlineData("/mnt/media", "/mnt/media/../secret", null)]
    [InlineData("/mnt/media", "/mnt/media/", null)]
    [InlineData("/mnt/media", "voice.wav", null)]
    public void A_path_of_the_bridge_is_found_within_the_folder_only(string there, string path, string? within) => Assert.Equal(
        within is null ? null : Path.Combine([_folder, .. within.Split('/')]), SharedFolder.Read($"{there}={_folder}").Find(path));

    [Theory]
    [InlineData("/mnt/media")]
    [InlineData("=/mnt/media")]
    [InlineData("/mnt/media=")]
    [InlineData("/mnt/media=media")]
    public void Words_that_are_not_two_folders_are_refused(string words) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => SharedFolder.Read(words)).Code);

    [Fact]
    public async Task A_file_is_taken_only_when_it_is_what_the_key_says_and_is_left_as_it_is()
    {
        var path = Path.Combine(_folder, "clip.mp4");
        await File.WriteAllTextAsync(path, "right", Now);
        var changed = File.GetLastWriteTimeUtc(path);
        var media = new BundleMedia(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("right"))), "clip.mp4", 5, 0, "/mnt/media/clip.mp4");
        var shares = new[] { SharedFolder.Read($"/elsewhere={_folder}"), SharedFolder.Read($"/mnt/media={_folder}") };

        Assert.Equal(path, await SharedMedia.FindAsync(shares, media, Now));
        Assert.Equal(changed, File.GetLastWriteTimeUtc(path));
        await File.WriteAllTextAsync(path, "wrong", Now);
        Assert.Null(await SharedMedia.FindAsync(shares, media, Now));
        File.Delete(path);
        Assert.Null(await SharedMedia.FindAsync(shares, media, Now));
        Assert.Null(await SharedMedia.FindAsync([], media, Now));
    }
}
