using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Teeth;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Composite;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class MouthInteriorTests
{
    private const float Unit = 240;
    private static readonly Vector3 _neutral = new(0, 0.84f, -0.3f);
    private static readonly MouthColours _colours = new(new(160, 95, 88), new(195, 160, 145), null, 0);

    [Fact]
    public void The_same_clip_gets_the_same_mouth()
    {
        var one = Draw(0.15f);
        var two = Draw(0.15f);

        Assert.Equal(one.Layer.R.ToArray(), two.Layer.R.ToArray());
        Assert.Equal(one.Layer.B.ToArray(), two.Layer.B.ToArray());
    }

    [Theory]
    [InlineData(211, 186, 169)]
    [InlineData(170, 122, 114)]
    [InlineData(120, 118, 110)]
    [InlineData(255, 253, 250)] // overexposed
    public void Teeth_are_ivory_whatever_the_skin_and_never_greenish(float r, float g, float b)
    {
        var tooth = (_colours with { Skin = new(r, g, b) }).Tooth;

        Assert.True(tooth.X > 1.04f * tooth.Y && tooth.Y > 1.04f * tooth.Z, $"{tooth}");
    }

    [Fact]
    public void Upper_teeth_are_separate()
    {
        var picture = Draw(0.15f);
        var row = Enumerable.Range(-36, 73).Select(x => picture.Luma(x, 0.008f)).ToArray();

        var seams = Enumerable.Range(3, row.Length - 6).Count(x =>
            row[x] <= row[x - 1] && row[x] < row[x + 1] && row[x] < 0.97 * row[(x - 3)..(x + 4)].Max());
        Assert.InRange(seams, 3, 7);
    }

    [Fact]
    public void Their_edge_is_curved_and_not_a_straight_slab()
    {
        var picture = Draw(0.16f);
        var edges = Enumerable.Range(-34, 69).Select(x => picture.ToothEdge(x)).ToArray();

        Assert.True(edges.Max() - edges.Min() > 0.006f, $"edge from {edges.Min()} to {edges.Max()}");
        Assert.True(edges[30..38].Max() > edges[..6].Max() + 0.002f, "the middle teeth reach lowest");
    }

    [Fact]
    public void A_narrow_gap_is_dim_and_a_wide_one_shows_bright_teeth()
    {
        var lip = Vector3.Dot(_colours.Lip, new Vector3(0.299f, 0.587f, 0.114f));

        Assert.True(Draw(0.03f).Inside().Max() < 0.9 * lip);
        Assert.True(Draw(0.15f).Inside().Max() > 1.15 * lip);
        Assert.True(Draw(0.10f).Inside().Max() > Draw(0.05f).Inside().Max());
    }

    [Theory]
    [InlineData(0.03f)]
    [InlineData(0.06f)]
    [InlineData(0.12f)]
    [InlineData(0.2f)]
    public void No_opening_is_black(float opening)
    {
        var lip = Vector3.Dot(_colours.Lip, new Vector3(0.299f, 0.587f, 0.114f));

        Assert.True(Draw(opening).Inside().Min() > 0.26 * lip, "three talkers' mouths are at darkest .26 of their lips");
    }

    [Fact]
    public void Upper_teeth_stay_with_the_head_when_the_jaw_drops()
    {
        var less = Draw(0.12f, lift: 0.03f);
        var more = Draw(0.20f, lift: 0.03f);

        foreach (var x in (int[])[-18, -6, 8, 20])
        {
            Assert.Equal(less.ToothEdge(x), more.ToothEdge(x), 0.004f);
        }
    }

    [Fact]
    public void Lower_teeth_show_only_in_a_wide_mouth_and_go_with_the_jaw()
    {
        var wide = Whiteness(Draw(0.22f), (0.7f * 0.22f) - 0.011f);
        var usual = Whiteness(Draw(0.10f), (0.7f * 0.10f) - 0.011f);
        Assert.True(wide > 1.2 * usual, $"{wide} against {usual}");

        static double Whiteness(Picture picture, float v)
        {
            var at = picture.At(0, v);
            return picture.Layer.G[at] / picture.Layer.R[at];
        }
    }

    [Fact]
    public void A_turned_head_shows_the_side_of_the_arch()
    {
        float Middle(float yaw)
        {
            var picture = Draw(0.15f, yaw: yaw);
            var row = Enumerable.Range(-40, 81).Select(x => picture.Luma(x, 0.010f)).ToArray();
            return Enumerable.Range(0, row.Length).Sum(x => (float)row[x] * (x - 40)) / (float)row.Sum();
        }

        var turned = Middle(0.35f);
        Assert.True(MathF.Abs(turned - Middle(0)) > 2, $"{turned} against {Middle(0)}");
        Assert.Equal(turned - Middle(0), -(Middle(-0.35f) - Middle(0)), 4f);
    }

    [Fact]
    public void Grain_has_the_asked_strength_and_changes_with_the_frame()
    {
        var layer = CompositePictures.Region(new PixelRect(0, 0, 90, 90), (_, _, _) => 150);
        var other = CompositePictures.Region(new PixelRect(0, 0, 90, 90), (_, _, _) => 150);

        MouthGrain.Add(layer, 2.5f, 1);
        MouthGrain.Add(other, 2.5f, 2);

        var values = layer.G.ToArray();
        Assert.Equal(2.5, Math.Sqrt(values.Average(v => (v - 150.0) * (v - 150.0))), 0.15);
        Assert.NotEqual(values, other.G.ToArray());
    }

    [Fact]
    public void A_second_drawing_allocates_nothing()
    {
        var mouth = new MouthInterior(_colours with { Grain = 1 }, _neutral, 0.48f);
        var scratch = new MouthInteriorScratch();
        var picture = Draw(0.15f);
        mouth.Draw(picture.Pose, picture.Points, 1, scratch, picture.Layer);
        var seed = 1;

        Assert.Equal(0, Allocated.Least(() => mouth.Draw(picture.Pose, picture.Points, ++seed, scratch, picture.Layer)));
    }

    private static Picture Draw(float opening, float lift = -1, float yaw = 0)
    {
        var up = lift < 0 ? 0.3f * opening : lift;
        var pose = new FacePose(Unit, Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw), new Vector3(500, 300, 0));
        var points = new Vector2[468];
        for (var k = 0; k < 11; k++)
        {
            var x = (k - 5) * 0.048f;
            var arch = 1 - MathF.Pow(MathF.Abs(k - 5) / 5f, 2.2f);
            points[FaceIndices.InnerUpper[k]] = Place(pose, new Vector3(x, -up * arch, 0));
            points[FaceIndices.InnerLower[k]] = Place(pose, new Vector3(x, (opening - up) * arch, 0));
        }

        var layer = new RgbRegion();
        layer.Resize(new PixelRect(420, 460, 160, 100));
        new MouthInterior(_colours, _neutral, 0.48f).Draw(pose, points, 1, new MouthInteriorScratch(), layer);
        return new Picture(pose, points, layer);
    }

    private static Vector2 Place(FacePose pose, Vector3 fromNeutral)
    {
        var p = pose.ToFrame(_neutral + fromNeutral);
        return new Vector2(p.X, p.Y);
    }

    private sealed record Picture(FacePose Pose, Vector2[] Points, RgbRegion Layer)
    {
        /// <summary>Luma at a column counted in pixels from the middle and a height below the lip line, in units.</summary>
        public double Luma(int column, float v)
        {
            var at = At(column, v);
            return (0.299 * Layer.R[at]) + (0.587 * Layer.G[at]) + (0.114 * Layer.B[at]);
        }

        public int At(int column, float v)
        {
            var p = Place(Pose, new Vector3(0, v, 0));
            return (((int)MathF.Round(p.Y) - Layer.Rect.Y) * Layer.Rect.Width) + (int)MathF.Round(p.X) + column - Layer.Rect.X;
        }

        /// <summary>Where, going down a column, a tooth has half given way to the dark behind it.</summary>
        public float ToothEdge(int column)
        {
            var half = (Luma(column, 0.004f) + Enumerable.Range(4, 57).Min(v => Luma(column, 0.001f * v))) / 2;
            var v = 0.004f;
            while (v < 0.06f && Luma(column, v) > half)
            {
                v += 0.5f / Unit;
            }

            return v;
        }

        /// <summary>Luma of every pixel between the lips.</summary>
        public IEnumerable<double> Inside()
        {
            var mask = new float[Layer.Count];
            PolygonMask.Fill(Array.ConvertAll(FaceIndices.InnerLip.ToArray(), k => Points[k]), Layer.Rect, mask);
            return Enumerable.Range(0, mask.Length).Where(i => mask[i] > 0.99f)
                .Select(i => (0.299 * Layer.R[i]) + (0.587 * Layer.G[i]) + (0.114 * Layer.B[i]));
        }
    }
}
