using System.Numerics;

namespace HeyGem.Core.Faces.Identity;

/// <summary>A face that was followed through a stretch without a cut.</summary>
/// <param name="Face">Its frames, of which the stretch may be a part.</param>
/// <param name="Start">Place in the track of the first of those frames.</param>
internal sealed record ShotFace(FaceFrames Face, int Start)
{
    /// <summary>Frames of the stretch in which it was usable.</summary>
    public required int Frames { get; init; }

    /// <summary>Its mean place, frame pixels.</summary>
    public required Vector2 Centre { get; init; }

    /// <summary>Its mean extent, frame pixels.</summary>
    public required float Size { get; init; }

    /// <summary>1 in the middle of the picture, 0.5 in a corner.</summary>
    public required float Centrality { get; init; }

    /// <summary>See <see cref="FaceMotion"/>.</summary>
    public required float Motion { get; init; }

    /// <summary>What it looked like; empty where it was too short.</summary>
    public required IReadOnlyList<FaceDescriptor> Looks { get; init; }

    /// <summary>How much of the viewer's eye it takes.</summary>
    public float Weight => Frames * Size * Centrality;

    /// <summary>What a follower saw between two frames of the track; null where it saw nothing there.</summary>
    /// <param name="face">What was stored.</param>
    /// <param name="start">Place in the track of its first entry.</param>
    /// <param name="looks">What it looked like, all through.</param>
    /// <param name="stretch">The first frame of the track that counts, and the first after it.</param>
    /// <param name="picture">Size of the frames, pixels, and frames a second.</param>
    public static ShotFace? Of(
        FaceFrames face, int start, IReadOnlyList<FaceLook> looks, (int From, int To) stretch, (int Width, int Height, double Rate) picture)
    {
        var (from, to) = (Math.Max(0, stretch.From - start), Math.Min(face.Count, stretch.To - start));
        var frames = 0;
        var centre = Vector2.Zero;
        var size = 0f;
        for (var i = from; i < to; i++)
        {
            if (face.Has(i))
            {
                frames++;
                centre += new Vector2(face.Origin(i).X, face.Origin(i).Y);
                size += face.Step(i) * short.MaxValue;
            }
        }

        if (frames == 0)
        {
            return null;
        }

        centre /= frames;
        var middle = new Vector2(picture.Width, picture.Height) / 2;
        return new ShotFace(face, start)
        {
            Frames = frames,
            Centre = centre,
            Size = size / frames,
            Centrality = 1 - (0.5f * Vector2.Distance(centre, middle) / middle.Length()),
            Motion = FaceMotion.Of(face, from, to, picture.Rate),
            Looks = [.. looks.Where(l => l.Frame >= stretch.From && l.Frame < stretch.To).Select(l => l.Descriptor)],
        };
    }
}
