using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>One frame's face on its way through the model. Reused from frame to frame.</summary>
/// <param name="size">Side of the face in pixels, S.</param>
internal sealed class Wav2LipFace(int size)
{
    /// <summary>The sound window, 80 rows of 16.</summary>
    public float[] Mel { get; } = new float[Wav2LipMel.Bands * Wav2LipMel.WindowColumns];

    /// <summary>
    /// What the model sees: planes blue, green, red with the lower half black, then the same three whole; 6 x S x S, 0..1.
    /// </summary>
    public float[] Input { get; } = new float[6 * size * size];

    /// <summary>What the model drew: planes blue, green, red; 3 x S x S, 0..1.</summary>
    public float[] Picture { get; } = new float[3 * size * size];

    /// <summary>The part of the frame that the face stands for.</summary>
    public FaceRegion Region { get; set; }

    /// <summary>Pixels of one outer-eye distance.</summary>
    public float Unit { get; set; }

    /// <summary>The outline within which the picture may be pasted, frame pixels.</summary>
    public Vector2[] Outline { get; } = new Vector2[FaceOutline.Corners];

    /// <summary>Where the face ends on the side that the head turns away.</summary>
    public FarOutline Far { get; } = new();

    /// <summary>The outline of the lips and what they may cover when they open, frame pixels.</summary>
    public Vector2[] Lips { get; } = new Vector2[FaceOutline.LipCorners];

    /// <summary>The face as it is, blue, green, red.</summary>
    public ReadOnlySpan<float> Reference => Input.AsSpan(3 * size * size);

    /// <summary>Side of the face in pixels.</summary>
    public int Size => size;

    /// <summary>Makes the input of a face given as planes red, green, blue.</summary>
    public void SetFace(ReadOnlySpan<float> rgb)
    {
        var plane = size * size;
        var half = plane / 2;
        for (var channel = 0; channel < 3; channel++)
        {
            var from = rgb.Slice((2 - channel) * plane, plane);
            from.CopyTo(Input.AsSpan((3 + channel) * plane));
            from[..half].CopyTo(Input.AsSpan(channel * plane));
            Input.AsSpan((channel * plane) + half, half).Clear();
        }
    }
}
