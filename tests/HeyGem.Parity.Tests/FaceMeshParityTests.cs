using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Testing;

namespace HeyGem.Parity.Tests;

public sealed class FaceMeshParityTests(ITestOutputHelper output)
{
    // Pixels of the 192-pixel picture that the network sees.
    private const float Tolerance = 1.0f;

    [Fact]
    [Trait("Needs", "chromium")]
    public async Task Landmarks_lie_where_the_packages_own_runtime_puts_them()
    {
        // The package's runtime draws on the processor here and takes seconds for each.
        const int Enough = 8;
        var all = await PicturesAsync(TestContext.Current.CancellationToken);
        await CompareAsync(all[..Enough]);
    }

    [Fact(Explicit = true)]
    [Trait("Needs", "chromium")]
    public async Task Landmarks_of_every_picture_lie_there() =>
        await CompareAsync(await PicturesAsync(TestContext.Current.CancellationToken));

    /// <summary>One face of each real clip, drawn ones, then a second face of each clip.</summary>
    private static async Task<List<FacePicture>> PicturesAsync(CancellationToken cancellationToken)
    {
        var real = await FacePicture.FromClipsAsync(cancellationToken);
        return [.. real.Where((_, i) => i % 2 == 0), .. FacePicture.Drawn(), .. real.Where((_, i) => i % 2 == 1)];
    }

    private async Task CompareAsync(List<FacePicture> pictures)
    {
        var cancel = TestContext.Current.CancellationToken;
        if (TestFolders.SharedMedia is null)
        {
            output.WriteLine("The real clips are absent: drawn faces only.");
        }

        var reference = await ReferenceFaceMesh.RunAsync(pictures, cancel);

        var far = new List<string>();
        for (var i = 0; i < pictures.Count; i++)
        {
            Assert.True(reference[i].Length >= FaceTrack.LandmarkCount, $"The reference finds no face in {pictures[i].Name}.");
            var (all, lips) = Differences(pictures[i], reference[i]);
            var line = $"{pictures[i].Name}: mean {all:F2}, lips {lips:F2}";
            output.WriteLine(line);
            if (all > Tolerance || lips > Tolerance)
            {
                far.Add(line);
            }
        }

        Assert.Empty(far);
    }

    /// <summary>Mean distance of all landmarks and of the lips, in pixels of the network's input.</summary>
    private static (float All, float Lips) Differences(FacePicture picture, Vector2[] reference)
    {
        using var detector = new FaceDetector(FaceModelsForTests.Shared, FacePicture.Space);
        using var mesher = new FaceMesher(FaceModelsForTests.Shared, FacePicture.Space);
        var region = detector.Look(picture.Frame)[0].Region;
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        mesher.Look(picture.Frame, region, landmarks);

        float Distance(int i) =>
            Vector2.Distance(new Vector2(landmarks[i].X + 0.5f, landmarks[i].Y + 0.5f), reference[i]) * 192 / region.Side;
        var lips = 0f;
        foreach (var i in LipRefiner.Vertices)
        {
            lips += Distance(i) / LipRefiner.Vertices.Length;
        }

        return (Enumerable.Range(0, landmarks.Length).Average(Distance), lips);
    }
}
