using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Frames;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeAllocationTests
{
    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8)]
    [InlineData(ChromaLayout.Yuv422, 10)]
    public void A_second_frame_of_the_same_size_allocates_nothing(ChromaLayout chroma, int depth)
    {
        var rect = new PixelRect(11, 7, 121, 93);
        using var frame = CompositePictures.Noise(new PixelLayout(chroma, depth), 160, 120, 1);
        var kernels = new Kernels(rect);
        kernels.Run(frame);

        Assert.Equal(0, Allocated.Least(() => kernels.Run(frame)));
    }

    private sealed class Kernels(PixelRect rect)
    {
        private static readonly Vector2[] _polygon = [new(20, 20), new(90, 25), new(80, 80), new(30, 70)];
        private readonly RegionReader _reader = new();
        private readonly RegionWriter _writer = new();
        private readonly GaussianBlur _blur = new();
        private readonly SeamColourMatch _membrane = new();
        private readonly DetailGain _gain = new();
        private readonly RgbRegion _source = new();
        private readonly RgbRegion _target = new();
        private readonly float[] _mask = new float[rect.Width * rect.Height];
        private readonly float[] _x = Enumerable.Range(0, rect.Width * rect.Height).Select(i => rect.X + (i % rect.Width) + 0.3f).ToArray();
        private readonly float[] _y = Enumerable.Range(0, rect.Width * rect.Height).Select(i => rect.Y + (i / rect.Width) - 0.2f).ToArray();

        public void Run(Frame frame)
        {
            _reader.Read(frame, YuvSpace.Bt709, rect, _source);
            _target.Resize(rect);
            BicubicSampler.CubicWhereMoved(_source, _x, _y, 0.02f, _target);
            PolygonMask.Fill(_polygon, rect, _mask);
            _blur.Blur(_mask, _mask, rect.Width, rect.Height, 2.1f);
            _blur.Blur(_mask, _mask, rect.Width, rect.Height, 7.5f);
            _membrane.Match(_source, _target, _mask, 130);
            _gain.Apply(_target, 1.3f, 2);
            Sharpness.Luma(_source, _mask);
            _ = Sharpness.MeanLaplacian(_mask, rect.Width, rect.Height, default);
            _writer.WriteDelta(_source, _target, _mask, YuvSpace.Bt709, frame);
        }
    }
}
