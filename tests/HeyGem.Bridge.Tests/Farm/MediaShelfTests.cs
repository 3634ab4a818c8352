using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Farm.Work;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>What a worker keeps of what it fetched.</summary>
public sealed class MediaShelfTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-shelf-").FullName;
    private readonly List<(string Key, long From)> _fetched = [];
    private Func<string, string> _content = key => key;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_fetched_once_and_a_broken_fetch_goes_on_where_it_was()
    {
        using var shelf = Shelf(100);
        _content = _ => "half";
        await Assert.ThrowsAsync<HeyGemException>(() => shelf.GetAsync("key", "a.mp4", 8, isHash: false, Now));
        await File.WriteAllTextAsync(Path.Combine(_folder, "key", "a.mp4.part"), "half", Now);
        _content = _ => "half-all";

        var path = await shelf.GetAsync("key", "a.mp4", 8, isHash: false, Now);
        await shelf.GetAsync("key", "a.mp4", 8, isHash: false, Now);

        Assert.Equal("half-all", await File.ReadAllTextAsync(path, Now));
        Assert.Equal([("key", 0), ("key", 4)], _fetched);
    }

    [Fact]
    public async Task What_does_not_hash_to_its_key_is_refused_and_fetched_anew()
    {
        using var shelf = Shelf(100);
        var key = Convert.ToHexStringLower(SHA256.HashData("right"u8));
        _content = _ => "wrong";
        var error = await Assert.ThrowsAsync<HeyGemException>(() => shelf.GetAsync(key, "bundle", 5, isHash: true, Now));
        _content = _ => "right";

        Assert.Equal(ErrorCode.FarmDiffers, error.Code);
        Assert.Equal("right", await File.ReadAllTextAsync(await shelf.GetAsync(key, "bundle", 5, isHash: true, Now), Now));
    }

    [Fact]
    public async Task The_oldest_that_nobody_uses_makes_room_and_what_is_larger_than_all_is_refused()
    {
        using var shelf = Shelf(10);
        foreach (var (key, age) in new[] { ("aaaa", 3), ("bbbb", 2) })
        {
            await shelf.GetAsync(key, "f", 4, isHash: false, Now);
            Directory.SetLastWriteTimeUtc(Path.Combine(_folder, key), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-age));
        }

        shelf.Release(["bbbb"], remove: false);
        await shelf.GetAsync("cccc", "f", 4, isHash: false, Now);

        Assert.Equal(["aaaa", "cccc"], Directory.EnumerateDirectories(_folder).Select(Path.GetFileName).Order());
        var error = await Assert.ThrowsAsync<HeyGemException>(() => shelf.GetAsync("huge", "f", 10L << 30, isHash: false, Now));
        Assert.Equal(ErrorCode.DiskFull, error.Code);
    }

    private MediaShelf Shelf(long most) => new(_folder, most, async (key, from, file, token) =>
    {
        _fetched.Add((key, from));
        await file.WriteAsync(Encoding.UTF8.GetBytes(_content(key)).AsMemory((int)from), token);
    });
}
