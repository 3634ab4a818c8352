using System.Diagnostics;
using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Teeth;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Benchmarks.Drawing;

/// <summary>
/// Times each drawing kernel on a 400 x 400 region of a 1080p frame, one thread, and the plain version right beside it. Takes the quickest
/// of many rounds, because other work on the machine only ever adds.
/// </summary>
internal static class DrawingKernels
{
    private const int Rounds = 60;
    private static readonly PixelRect _rect = new(701, 303, 400, 400);

    /// <summary>Prints a table.</summary>
    public static void Print()
    {
        using var frame = Picture();
        var count = _rect.Width * _rect.Height;
        var (reader, writer, blur, membrane, gain) =
            (new RegionReader(), new RegionWriter(), new GaussianBlur(), new SeamColourMatch(), new DetailGain());
        var (source, target, plain) = (new RgbRegion(), new RgbRegion(), new RgbRegion());
        reader.Read(frame, YuvSpace.Bt709, _rect, source);
        target.CopyFrom(source);
        plain.CopyFrom(source);
        float[] x = [.. Enumerable.Range(0, count).Select(i => _rect.X + (i % 400) + (3 * MathF.Sin(i * 0.0001f)) + 0.3f)];
        float[] y = [.. Enumerable.Range(0, count).Select(i => _rect.Y + (i / 400) + (4 * MathF.Cos(i * 0.00013f)))];
        var (mask, work) = (new float[count], new float[count]);
        Vector2[] outline =
            [.. Enumerable.Range(0, 20).Select(k => new Vector2(901 + (150 * MathF.Cos(k * 0.314f)), 503 + (90 * MathF.Sin(k * 0.314f))))];
        PolygonMask.Fill(outline, _rect, mask);
        blur.Blur(mask, mask, 400, 400, 12);

        Console.WriteLine("| kernel, 400 x 400 | ms | plain ms | ratio |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Row("read 8-bit 4:2:0 as RGB", () => reader.Read(frame, YuvSpace.Bt709, _rect, source),
            () => PlainKernels.Read(frame, YuvSpace.Bt709, _rect, plain));
        Row("write the change back", () => writer.WriteDelta(source, target, mask, YuvSpace.Bt709, frame));
        Row("Catmull-Rom remap", () => BicubicSampler.Cubic(source, x, y, default, target), () => PlainKernels.Cubic(source, x, y, plain));
        Row("Gaussian, one plane, sigma 2", () => blur.Blur(mask, work, 400, 400, 2), () => PlainKernels.Blur(mask, work, 400, 400, 2));
        Row("Gaussian, one plane, sigma 16", () => blur.Blur(mask, work, 400, 400, 16), () => PlainKernels.Blur(mask, work, 400, 400, 16));
        Row("polygon mask, 20 corners", () => PolygonMask.Fill(outline, _rect, work));
        Row("colour membrane, 250 px a unit", () => membrane.Match(source, target, mask, 250));
        Row("grain gain, sigma 3.5", () => gain.Apply(target, 1.3f, 3.5f));
        Row("luma and Laplacian", () => { Sharpness.Luma(source, work); _ = Sharpness.MeanLaplacian(work, 400, 400, mask); });
        Mouth();
    }

    private static void Mouth()
    {
        var mouth = new MouthInterior(new(new(160, 95, 88), new(195, 160, 145), null, 1), new(0, 0.84f, -0.3f), 0.48f);
        var pose = new FacePose(250, Quaternion.Identity, new Vector3(900, 300, 0));
        var points = new Vector2[468];
        for (var k = 0; k < 11; k++)
        {
            var arch = 1 - MathF.Pow(MathF.Abs(k - 5) / 5f, 2.2f);
            points[FaceIndices.InnerUpper[k]] = new Vector2(900 + ((k - 5) * 12), 510 - (11 * arch));
            points[FaceIndices.InnerLower[k]] = new Vector2(900 + ((k - 5) * 12), 510 + (26 * arch));
        }

        var layer = new RgbRegion();
        layer.Resize(new PixelRect(830, 490, 140, 60));
        var scratch = new MouthInteriorScratch();
        Row("drawn inner mouth, 140 x 60 at 250 px a unit", () => mouth.Draw(pose, points, 1, scratch, layer));
    }

    private static void Row(string name, Action fast, Action? plain = null)
    {
        var ms = Quickest(fast, Rounds);
        if (plain is null)
        {
            Console.WriteLine(FormattableString.Invariant($"| {name} | {ms:f2} | | |"));
            return;
        }

        var slow = Quickest(plain, Rounds / 6);
        Console.WriteLine(FormattableString.Invariant($"| {name} | {ms:f2} | {slow:f2} | {ms / slow:f3} |"));
    }

    private static double Quickest(Action work, int rounds)
    {
        for (var warm = 0; warm < rounds; warm++)
        {
            work();
        }

        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static Frame Picture()
    {
        var frame = new FramePool(PixelLayout.Yuv420P8, 1920, 1080).Rent();
        var random = new Random(1);
        random.NextBytes(frame.Bytes.Span);
        return frame;
    }
}
