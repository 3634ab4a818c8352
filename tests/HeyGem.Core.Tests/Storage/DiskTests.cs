using HeyGem.Core.Storage;

namespace HeyGem.Core.Tests.Storage;

public sealed class DiskTests
{
    [Fact]
    public void The_latest_at_a_place_covers_the_earlier_and_blanks_are_blanks()
    {
        var mounts = Disk.ReadMounts(
        [
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
            @"31 22 8:17 / /media/My\040Stick rw - vfat /dev/sdb1 rw",
            "32 22 0:51 / /mnt/nas rw shared:2 master:3 - cifs //nas/clips rw",
            "33 32 0:52 / /mnt/nas rw - nfs4 other:/clips rw",
            "odd",
        ]);

        Assert.Equal(3, mounts.Count);
        Assert.Equal("ext4 /dev/sda1", mounts["/"]);
        Assert.Equal("vfat /dev/sdb1", mounts["/media/My Stick"]);
        Assert.Equal("nfs4 other:/clips", mounts["/mnt/nas"]);
    }

    [Theory]
    [InlineData("/mnt/a", null)]
    [InlineData("/mnt/a", "1234-ABCD")]
    [InlineData(@"E:\", "00a1b2c3")]
    [InlineData("/mnt/nas", "cifs //nas/clips")]
    public void A_disk_is_read_back_as_it_was_stored(string mount, string? own)
    {
        var disk = new DiskId(mount, own);

        Assert.Equal(disk, DiskId.Parse(disk.ToString()));
    }

    [Fact]
    public void Another_disk_at_the_place_is_not_it_and_one_that_the_system_does_not_tell_may_be()
    {
        var disk = new DiskId("/mnt/a", "1234-ABCD");

        Assert.True(disk.Is("1234-ABCD"));
        Assert.False(disk.Is("5678-EF00"));
        Assert.True(disk.Is(null));
        Assert.True(new DiskId("/mnt/a", null).Is("5678-EF00"));
    }

    [Fact]
    public void The_disk_of_this_folder_is_there()
    {
        var disk = Disk.IdOf(AppContext.BaseDirectory);

        Assert.NotNull(disk);
        Assert.True(Disk.IsThere(disk));
        Assert.False(Disk.IsThere(disk with { Mount = disk.Mount + "-gone" }));
    }
}
