using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Render.People;
using HeyGem.Media.Tests.Occlusion;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>Who is followed through real clips, cut and laid together; skipped where the shared media are missing.</summary>
public sealed class PersonTests(MediaFixture media)
{
    private const string Man = "talk-bust-700x700-30.mp4";
    private const string Woman = "silent-room-1280x720-30.mp4";

    private static readonly string[] _lossless = ["-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "14", "-pix_fmt", "yuv420p"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_hard_cut_another_person_is_not_followed_and_the_first_is_known_again_closer_and_mirrored()
    {
        var clip = await media.MakeAsync("person-cut.mp4", [
            "-t", "0.6", "-i", Shared(Man), "-t", "0.6", "-i", Shared(Woman), "-ss", "2", "-t", "0.6", "-i", Shared(Man), "-filter_complex",
            "[0]fps=25,scale=640:640,setsar=1[a];[1]fps=25,crop=720:720:280:0,scale=640:640,setsar=1[b];" +
                "[2]fps=25,crop=460:460:120:60,scale=640:640,hflip,setsar=1[c];[a][b][c]concat=n=3", .. _lossless]);

        var track = await TrackedClip.TrackAsync(media, clip);

        Assert.Equal(
            [(1, PersonState.Driven), (2, PersonState.OtherPerson), (1, PersonState.Driven)],
            track.People.Select(p => (p.Person, p.State)));
        Assert.Equal(track.Shots, track.People.Select(p => p.Frames));
        Assert.All(
            Enumerable.Range(0, track.FrameCount),
            i => Assert.Equal(i < track.Shots[1].Start || i >= track.Shots[1].End, track.HasFace(i)));
    }

    [Fact(Explicit = true)]
    public async Task A_photograph_larger_than_the_speaker_is_not_followed()
    {
        var clip = await media.MakeAsync("person-poster.mp4", [
            "-t", "1.2", "-i", Shared(Man), "-i", Shared(Woman), "-filter_complex",
            "[1]trim=end_frame=1,loop=-1:1,setpts=N/25/TB,fps=25,crop=420:420:430:40,scale=500:500[p];[0]fps=25,scale=420:420[s];" +
                "color=0x806040:s=1280x720:r=25:d=1.2[c];[c][p]overlay=700:40:shortest=1[t];[t][s]overlay=100:250:shortest=1",
            .. _lossless]);

        var track = await TrackedClip.TrackAsync(media, clip);

        Assert.True(track.FaceCount > 25);
        var landmarks = new System.Numerics.Vector3[FaceTrack.LandmarkCount];
        Assert.All(Enumerable.Range(0, track.FrameCount).Where(track.HasFace), i =>
        {
            track.Landmarks(i, landmarks);
            Assert.InRange(landmarks[FaceIndices.NoseRoot].X, 100, 520);
        });
    }

    [Fact]
    public async Task A_picture_is_nearer_to_its_person_than_to_another()
    {
        var (man, later, woman) = (await PictureAsync("man", Man, "0.2"), await PictureAsync("later", Man, "4"),
            await PictureAsync("woman", Woman, "1"));

        Assert.InRange(man.DistanceTo(later), 0, 0.4f);
        Assert.InRange(man.DistanceTo(woman), 0.6f, 2);
    }

    private static string Shared(string file)
    {
        Assert.SkipWhen(TestFolders.SharedMedia is null, "The shared media are not beside the checkout.");
        return Path.Combine(TestFolders.SharedMedia!, file);
    }

    private async Task<FaceDescriptor> PictureAsync(string name, string file, string second)
    {
        var path = await media.MakeAsync($"person-{name}.png", "-ss", second, "-i", Shared(file), "-frames:v", "1");
        return await PersonPicture.ReadAsync(media.Tools, FaceModelsForTests.Shared, path, Token);
    }
}
