using HeyGem.Core.Storage;

namespace HeyGem.Core.Tests.Storage;

/// <summary>What a disk changed, or another version worked out, is worked out again.</summary>
public sealed class AnalysisCacheTests : IDisposable
{
    private static readonly byte[] _content = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))];

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-cache-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("faces")]
    [InlineData("mouths")]
    [InlineData("curve")]
    public void Any_flipped_bit_and_any_cut_makes_an_entry_nothing(string kind)
    {
        var cache = Stored(kind);
        var path = Assert.Single(Directory.GetFiles(_folder));
        var whole = File.ReadAllBytes(path);
        Assert.Equal(_content, Read(cache, kind));
        for (var at = 0; at < whole.Length; at++)
        {
            var bent = (byte[])whole.Clone();
            bent[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, bent);
            Assert.True(Read(cache, kind) is null, $"byte {at}");
        }

        foreach (var length in new[] { 0, 5, 39, 40, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(Read(cache, kind));
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(_content, Read(cache, kind));
    }

    [Fact]
    public void An_entry_of_another_version_of_the_analysis_is_nothing()
    {
        Stored("faces");

        Assert.Null(Read(new AnalysisCache(_folder, AnalysisCache.AnalysisVersion + 1), "faces"));
        Assert.Equal(_content, Read(new AnalysisCache(_folder), "faces"));
    }

    [Fact]
    public void An_entry_whose_writing_failed_leaves_nothing()
    {
        var stored = new AnalysisCache(_folder).TryStore("key", "faces", stream =>
        {
            stream.Write(_content);
            throw new IOException("The disk is full.");
        });

        Assert.False(stored);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static byte[]? Read(AnalysisCache cache, string kind)
    {
        using var stream = cache.TryOpen("key", kind);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[_content.Length + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private AnalysisCache Stored(string kind)
    {
        var cache = new AnalysisCache(_folder);
        Assert.True(cache.TryStore("key", kind, stream => stream.Write(_content)));
        return cache;
    }
}
