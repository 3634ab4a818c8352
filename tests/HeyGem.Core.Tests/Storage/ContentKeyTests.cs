using HeyGem.Core.Storage;

namespace HeyGem.Core.Tests.Storage;

/// <summary>
/// When two files count as the same: whole content up to 64 MiB; above that length, time of the last change and nine samples.
/// </summary>
public sealed class ContentKeyTests : IDisposable
{
    private const int Whole = 64 << 20;
    private const int Sample = 1 << 20;
    private const long Large = Whole + (9L << 20) + 5;

    private static readonly DateTime _then = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-key-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_small_file_is_known_by_its_content_wherever_it_lies_and_whenever_it_was_written()
    {
        var (first, second) = (await MakeAsync("a.mp4", 1000), await MakeAsync("b.mov", 1000));
        File.SetLastWriteTimeUtc(second, _then.AddDays(1));

        Assert.Equal(await KeyAsync(first), await KeyAsync(second));
        Assert.Matches("^[0-9a-f]{64}$", await KeyAsync(first));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1000, 0)]
    [InlineData(1000, 999)]
    [InlineData(Whole, 3 * Sample)]
    [InlineData(Whole, Whole - 1)]
    public async Task One_byte_of_a_small_file_makes_another_key_though_the_time_was_set_back(int length, int at)
    {
        var path = await MakeAsync("a.mp4", length);
        var before = await KeyAsync(path);

        Flip(path, at);

        Assert.NotEqual(before, await KeyAsync(path));
    }

    [Fact]
    public async Task The_beginning_and_the_end_of_each_of_nine_samples_of_a_large_file_count_though_the_time_was_set_back()
    {
        var path = await MakeAsync("large.mov", Large);
        var before = await KeyAsync(path);
        for (var i = 0; i < 9; i++)
        {
            var start = (Large - Sample) / 8 * i;
            foreach (var at in new[] { start, start + Sample - 1 })
            {
                Flip(path, at);
                Assert.NotEqual(before, await KeyAsync(path));
                Flip(path, at);
            }
        }

        Assert.Equal(before, await KeyAsync(path));
    }

    [Fact]
    public async Task A_large_file_written_to_between_the_samples_is_known_by_its_time_and_by_its_length()
    {
        var path = await MakeAsync("large.mov", Large);
        var before = await KeyAsync(path);
        var between = ((Large - Sample) / 8) + Sample;

        Flip(path, between);
        Assert.Equal(before, await KeyAsync(path));
        File.SetLastWriteTimeUtc(path, _then.AddSeconds(1));
        Assert.NotEqual(before, await KeyAsync(path));
        File.SetLastWriteTimeUtc(path, _then);
        Assert.Equal(before, await KeyAsync(path));

        var longer = await MakeAsync("longer.mov", Large + 1);
        Assert.NotEqual(before, await KeyAsync(longer));
    }

    [Fact]
    public void Parts_in_another_order_or_cut_elsewhere_make_another_key()
    {
        string[] keys = [ContentKey.Of("a", "b"), ContentKey.Of("b", "a"), ContentKey.Of("ab"), ContentKey.Of("a", "b", "")];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ContentKey.Of("a", "b"));
    }

    private static Task<string> KeyAsync(string path) => ContentKey.OfFileAsync(path, Now);

    /// <summary>A file of zeros, which takes no room on most disks, last changed at a fixed time.</summary>
    private async Task<string> MakeAsync(string name, long length)
    {
        var path = Path.Combine(_folder, name);
        await using (var file = File.Create(path))
        {
            file.SetLength(length);
        }

        File.SetLastWriteTimeUtc(path, _then);
        return path;
    }

    /// <summary>Turns one bit over and sets the time back.</summary>
    private static void Flip(string path, long at)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = at;
            var value = file.ReadByte();
            file.Position = at;
            file.WriteByte((byte)(value ^ 1));
        }

        File.SetLastWriteTimeUtc(path, _then);
    }
}
