using HeyGem.Core.Faces.Identity;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Faces;

/// <summary>The converted recognition network against the package's own arithmetic.</summary>
public sealed class FaceIdentityTests
{
    private const int Side = 150;

    // What @vladmandic/face-api 1.7.15 gives for the picture below (FaceRecognitionNet.forwardInput, its bundled TensorFlow.js, processor).
    private static readonly float[] _golden =
    [
        -0.02160f, 0.09447f, 0.03360f, -0.04703f, -0.05200f, -0.07941f, -0.04255f, -0.03529f, 0.13696f, 0.00197f, 0.23007f, 0.02098f,
        -0.25947f, -0.09150f, 0.00809f, 0.09035f, -0.15753f, -0.06292f, -0.16627f, -0.10852f, 0.02763f, 0.02110f, 0.05579f, -0.00564f,
        -0.13747f, -0.20751f, -0.07074f, -0.14537f, 0.08511f, -0.17901f, 0.01559f, 0.06046f, -0.15532f, -0.06005f, 0.00072f, 0.00964f,
    ];

    [Fact]
    public void The_network_gives_what_its_package_gives()
    {
        var model = FaceModelsForTests.Shared.Identity;
        using var run = model.Bind();
        var image = run.Buffer<float>(model.Input(1, 3, Side, Side));
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < Side * Side; i++)
            {
                var (x, y) = (i % Side, i / Side);
                image.Span[(c * Side * Side) + i] =
                    (float)Math.Round(127 + (80 * Math.Sin(0.05 * x * (c + 1))) + (40 * Math.Cos(0.07 * y)));
            }
        }

        run.Run();

        var found = run.Buffer<float>(model.Output(1, FaceDescriptor.Length)).Span.ToArray();
        Assert.All(_golden.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-4f));
    }
}
