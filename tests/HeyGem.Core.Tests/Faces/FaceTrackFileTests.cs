using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Tests.Engines.Mesh;
using HeyGem.Testing.Performer;
using static HeyGem.Core.Tests.Faces.TrackedScene;

namespace HeyGem.Core.Tests.Faces;

public sealed class FaceTrackFileTests
{
    [Fact]
    public void A_track_reads_back_as_it_was_written()
    {
        var track = Made();
        using var file = new MemoryStream();

        FaceTrackFile.Save(track, file);
        file.Position = 0;
        var read = FaceTrackFile.TryLoad(file);

        Assert.NotNull(read);
        Assert.Equal(track.Range, read.Range);
        Assert.Equal(track.FrameRate, read.FrameRate);
        Assert.Equal((track.Width, track.Height), (read.Width, read.Height));
        Assert.Equal(track.Shots, read.Shots);
        Assert.NotEmpty(track.People);
        Assert.Equal(track.People, read.People);
        for (var i = 0; i < track.FrameCount; i++)
        {
            Assert.Equal(track.HasFace(i), read.HasFace(i));
            if (track.HasFace(i))
            {
                Assert.Equal(Landmarks(track, i), Landmarks(read, i));
                Assert.Equal(track.Sharpness(i), read.Sharpness(i));
            }
        }
    }

    [Fact]
    public void What_covers_a_mouth_reads_back_as_it_was_written()
    {
        byte[] letters = [.. Enumerable.Range(0, CoverGrid.Bytes).Select(k => (byte)k)];
        var track = MadeFace.Track(4, _ => 0.1f, _ => 0.5f, hand: i => i is 1 or 2, letters: i => i is 2 or 3 ? letters : null);
        using var file = new MemoryStream();

        FaceTrackFile.Save(track, file);
        file.Position = 0;
        var read = FaceTrackFile.TryLoad(file);

        Assert.NotNull(read);
        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(i => read.Cover(i) is not null));
        Assert.Equal(track.Cover(1)!.Mask, read.Cover(1)!.Mask);
        Assert.Equal(CoverGrid.Bytes, read.Cover(2)!.Mask.Length);
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(read.IsLettered));
        Assert.Equal(letters, read.Letters(2));
        Assert.Equal(letters, read.Letters(3));
    }

    [Fact]
    public void A_damaged_or_short_file_reads_as_nothing()
    {
        using var file = new MemoryStream();
        FaceTrackFile.Save(Made(), file);
        var whole = file.ToArray();
        var bent = (byte[])whole.Clone();
        bent[whole.Length / 2] ^= 1;

        Assert.Null(FaceTrackFile.TryLoad(new MemoryStream(bent)));
        Assert.Null(FaceTrackFile.TryLoad(new MemoryStream(whole[..^7])));
        Assert.Null(FaceTrackFile.TryLoad(new MemoryStream([])));
    }

    private static FaceTrack Made() => Track(
        new Scene(240, 240,
            [new Actor(HeadLook.Number(0), i => i == 0 ? new HeadPose(new Vector2(120, 95), 52) : null, _ => new Lips(0.1f))]), 2);
}
