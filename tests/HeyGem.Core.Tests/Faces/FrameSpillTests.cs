using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Faces;

/// <summary>What is kept of every frame comes back byte for byte, wherever it was, and leaves nothing on the disk.</summary>
public sealed class FrameSpillTests : IDisposable
{
    private const int Bytes = 700;
    private const int Records = 1000;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"spill-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void Records_beyond_the_room_are_on_the_disk_and_come_back_to_many_threads()
    {
        using var spill = new FrameSpill(Path.Combine(_folder, "new"), 2 * FrameSpill.ChunkBytes);
        var table = Filled(spill, 1);
        var other = Filled(spill, 2);

        Assert.InRange(spill.SpilledBytes, 2 * Records * Bytes * 8 / 10, 2 * Records * Bytes * 12 / 10);
        Parallel.For(0, Records, i =>
        {
            Assert.Equal(Record(1, i), table.Read(i, new byte[Bytes]));
            Assert.Equal(Record(2, i), other.Read(i, new byte[Bytes]));
        });
    }

    [Fact]
    public void The_file_has_no_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there the file goes when it is closed");
        using var spill = new FrameSpill(_folder, 0);
        var table = Filled(spill, 1);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(Record(1, Records - 1), table.Read(Records - 1, new byte[Bytes]));
    }

    [Fact]
    public void Where_no_file_can_be_made_all_stays_in_memory()
    {
        File.WriteAllText(_folder, "a file where the folder should be");
        using var spill = new FrameSpill(_folder, 0);
        var table = Filled(spill, 1);

        Assert.Equal(0, spill.SpilledBytes);
        Assert.Equal(Record(1, 0), table.Read(0, new byte[Bytes]));
        Assert.Equal(Record(1, Records - 1), table.Read(Records - 1, new byte[Bytes]));
        File.Delete(_folder);
    }

    [Fact]
    public void Room_that_was_given_back_is_used_again()
    {
        using var spill = new FrameSpill(_folder, FrameSpill.ChunkBytes);
        Filled(spill, 1).Release();
        var first = spill.SpilledBytes;
        var table = Filled(spill, 2);

        Assert.Equal(first, spill.SpilledBytes);
        Assert.All(Enumerable.Range(0, Records), i => Assert.Equal(Record(2, i), table.Read(i, new byte[Bytes])));
    }

    [Fact]
    public void A_record_that_was_never_written_is_refused()
    {
        var table = new FrameRecords(FrameSpill.InMemory, Bytes);
        table.Write(500, Record(1, 500));

        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0, new byte[Bytes]).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Write(0, new byte[Bytes - 1]));
    }

    private static FrameRecords Filled(FrameSpill spill, int seed)
    {
        var table = new FrameRecords(spill, Bytes);
        for (var i = 0; i < Records; i++)
        {
            table.Write(i, Record(seed, i));
        }

        return table;
    }

    private static byte[] Record(int seed, int index)
    {
        var bytes = new byte[Bytes];
        new Random((seed * 7919) + index).NextBytes(bytes);
        return bytes;
    }
}
