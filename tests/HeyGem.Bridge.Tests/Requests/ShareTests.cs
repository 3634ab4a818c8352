using HeyGem.Bridge.Http.Media;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Media on network shares: open where somebody named the share, and never by a client's word alone.</summary>
public sealed class ShareTests
{
    private static readonly string[] _roots = [@"C:\Users\me", @"\\nas\edit", @"\\nas\takes\2026\", @"Z:\"];

    [Theory]
    [InlineData(@"\\nas\edit\clip.mp4")]
    [InlineData(@"\\NAS\Edit\day 1\clip.mp4")]
    [InlineData("//nas/edit/clip.mp4")]
    [InlineData(@"\\nas\takes\2026\clip.mp4")]
    public void A_clip_on_a_share_that_was_named_is_taken(string path) => Assert.True(MediaFolders.IsNamedShare(path, _roots));

    [Theory]
    [InlineData(@"\\nas\edit2\clip.mp4")]
    [InlineData(@"\\nas\takes\clip.mp4")]
    [InlineData(@"\\nas")]
    [InlineData(@"\\other\edit\clip.mp4")]
    [InlineData(@"\\nas.evil.example\edit\clip.mp4")]
    [InlineData(@"\\nas@8080\edit\clip.mp4")]
    [InlineData(@"\\?\UNC\nas\edit\clip.mp4")]
    [InlineData(@"\\.\pipe\nas")]
    [InlineData(@"\\?\C:\Users\me\clip.mp4")]
    public void Any_other_share_and_every_device_is_refused_by_its_letters(string path)
    {
        Assert.True(MediaFolders.IsShare(path));
        Assert.False(MediaFolders.IsNamedShare(path, _roots));
        Assert.False(MediaFolders.IsNamedShare(path, [.. _roots, @"\\?\UNC\nas\edit", @"\\.\pipe", @"\\?\C:\"]));
    }

    [Theory]
    [InlineData(@"Z:\clip.mp4")]
    [InlineData("/mnt/clip.mp4")]
    [InlineData("/")]
    [InlineData("")]
    public void A_path_with_a_drive_is_no_share(string path) => Assert.False(MediaFolders.IsShare(path));

    [Theory]
    [InlineData(DriveType.Fixed, true)]
    [InlineData(DriveType.Removable, true)]
    [InlineData(DriveType.Network, true)]
    [InlineData(DriveType.CDRom, false)]
    [InlineData(DriveType.NoRootDirectory, false)]
    [InlineData(DriveType.Unknown, false)]
    public void Mapped_network_drives_hold_media_as_disks_do(DriveType kind, bool holds) =>
        Assert.Equal(holds, MediaFolders.HoldsMedia(kind));
}
