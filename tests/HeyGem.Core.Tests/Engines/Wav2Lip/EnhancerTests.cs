using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;
using HeyGem.Core.Tests.Faces;
using HeyGem.Core.Tests.Voice;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

/// <summary>
/// A restorer that keeps red, makes green grey and turns blue around: what comes out tells the order and the range of what went in.
/// </summary>
public sealed class EnhancerTests : IDisposable
{
    private const int Frames = 8;
    private const int Side = 512;

    private static readonly FaceTrack _track = TrackedScene.Track(PerformerClip.Talker(), Frames);

    private readonly GraphFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_off_unless_asked_for() => Assert.Null(new Wav2LipOptions().Enhancer);

    [Fact]
    public void It_sees_red_green_blue_from_minus_one_to_one_and_gives_the_same_back()
    {
        using var enhancer = FaceEnhancer.Load(Probe(Side), new OnnxOptions());
        var face = ModelShapeTests.MadeFace(enhancer.Size, 2);

        enhancer.Restore(face);

        // Given were blue .2, green .6, red .3.
        const int Plane = Side * Side;
        Assert.Equal(Side, enhancer.Size);
        Assert.Equal([0.8f, 0.5f, 0.3f], [face.Picture[0], face.Picture[Plane], face.Picture[2 * Plane]],
            (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Equal([0.8f, 0.5f, 0.3f], [face.Picture[Plane - 1], face.Picture[(2 * Plane) - 1], face.Picture[(3 * Plane) - 1]],
            (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public async Task It_changes_the_mouths_region_by_its_share_and_no_sample_elsewhere()
    {
        var model = new ProbeGraph { Batch = -1, Mirror = true }.Write(_folder["mirror.onnx"]);
        using var plain = Wav2LipSession.Load(model, null, [OnnxProvider.Cpu]);
        using var enhanced = Wav2LipSession.Load(model, Probe(Side), [OnnxProvider.Cpu]);
        using var without = await DrawAsync(plain, 1);
        using var off = await DrawAsync(enhanced, 0);
        using var half = await DrawAsync(enhanced, 0.5);
        using var whole = await DrawAsync(enhanced, 1);
        var face = new Wav2LipFace(96);
        FaceOutline.Place(HeyGem.Core.Engines.Shape.FaceShapes.Of(_track, Token), 5, face);
        var allowed = PasteTests.Allowed(face, whole.Width, whole.Height);

        Assert.Equal(without.Bytes.ToArray(), off.Bytes.ToArray());
        var (someHalf, someWhole) = (Change(without, half, allowed), Change(without, whole, allowed));
        Assert.True(someWhole > 20_000, $"the restored face is not there: {someWhole}");
        Assert.InRange(someHalf / someWhole, 0.45, 0.55);
    }

    [Theory]
    [InlineData(3, 512, 500, true)]
    [InlineData(1, 512, 512, true)]
    [InlineData(3, 96, 96, true)]
    [InlineData(3, 512, 512, false)]
    public void Other_shapes_are_refused_with_what_was_found_and_what_was_expected(int channels, int height, int width, bool whole)
    {
        var graph = new GraphFile();
        var input = graph.Input("photo", GraphFile.Element.F32, 1, channels, height, width);
        var output = whole ? graph.Node("Neg", [input]) : graph.Node("ReduceMean", [input], ("axes", new long[] { 2, 3 }), ("keepdims", 1));
        graph.Output("better", output, GraphFile.Element.F32, 1, channels, whole ? height : 1, whole ? width : 1);
        var path = graph.Save(_folder["other.onnx"]);

        var error = Assert.Throws<HeyGemException>(() => FaceEnhancer.Load(path, new OnnxOptions()));

        Assert.Equal(ErrorCode.WeightsUnsupported, error.Code);
        Assert.Contains($"photo [1, {channels}, {height}, {width}]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[1, 3, S, S]", error.Message, StringComparison.Ordinal);
    }

    private string Probe(int size)
    {
        var graph = new GraphFile();
        var input = graph.Input("input", GraphFile.Element.F32, 1, 3, size, size);
        graph.Output("output", graph.Node("Mul", [input, graph.Constant([1f, 0f, -1f], 1, 3, 1, 1)]), GraphFile.Element.F32, 1, 3, size,
            size);
        return graph.Save(_folder[$"restorer-{size}.onnx"]);
    }

    /// <summary>One frame in the middle of the drawn clip, with a voice that never rests.</summary>
    private static async Task<Frame> DrawAsync(Wav2LipSession engine, double share)
    {
        var zeros = new float[100];
        var curve = new MouthCurve
        {
            Opening = zeros,
            Width = zeros,
            Rounding = zeros,
            Closure = zeros,
            Labiodental = zeros,
            Silence = zeros
        };
        var mel = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(VoiceSounds.Golden()), Token);
        var drive = new Wav2LipDrive(mel, curve, FrameRate.Default, TimeSpan.Zero, TimeSpan.Zero, 1, share);
        var mouth = Wav2LipMouth.ForVoice(engine, _track, drive, [.. Enumerable.Range(0, Frames)], YuvSpace.Bt601, Token);
        var scene = PerformerClip.Talker();
        var frame = scene.Render(5, new FramePool(PixelLayout.Yuv420P8, scene.Width, scene.Height), YuvSpace.Bt601);
        using var painter = mouth.CreatePainter();
        await mouth.PrepareAsync(new FrameBlock([new MouthFrame(frame, 5, 5)], 0), Token);
        Assert.Equal(FrameOutcome.Rendered, painter.Paint(new MouthFrame(frame, 5, 5)));
        return frame;
    }

    /// <summary>The sum of all changes; fails where a sample changed that must not.</summary>
    private static double Change(Frame before, Frame after, float[] allowed)
    {
        var sum = 0d;
        for (var plane = 0; plane < 3; plane++)
        {
            var a = before.Plane(plane);
            var b = after.Plane(plane);
            var (width, shift) = (before.Layout.PlaneWidth(plane, before.Width), plane == 0 ? 0 : 1);
            for (var at = 0; at < a.Length; at++)
            {
                var (x, y) = (at % width << shift, at / width << shift);
                Assert.True(a[at] == b[at] || allowed[(y * before.Width) + x] > 0, $"plane {plane}, {x},{y} changed");
                sum += Math.Abs(a[at] - b[at]);
            }
        }

        return sum;
    }
}
