using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Testing.Performer;

/// <summary>Draws people before a plain wall, frame by frame, always the same for the same numbers.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Actors">Who is in the picture, nearest last.</param>
/// <param name="Wall">Colour of the wall in a frame, gamma-encoded RGB 0..1; a blue grey when null. Another colour from a frame on makes a
/// cut.</param>
public sealed record Scene(int Width, int Height, IReadOnlyList<Actor> Actors, Func<int, Vector3>? Wall = null)
{
    private static readonly Vector3 PlainWall = new(0.55f, 0.60f, 0.66f);

    /// <summary>The picture as RGB, row-major, 3 floats a pixel, 0..1.</summary>
    public float[] Draw(int frame)
    {
        var picture = new float[3 * Width * Height];
        var wall = Wall?.Invoke(frame) ?? PlainWall;
        var seed = (int)(wall.X * 1000);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var p = new Vector2(x, y) / Height;
                var light = 0.8f + (0.25f * p.X) - (0.15f * p.Y) + (0.10f * Paint.Grain(p * 3, seed)) +
                    (0.02f * Paint.Grain(p * 120, seed + 1));
                Put(picture, x, y, wall * light);
            }
        }

        foreach (var actor in Actors)
        {
            if (actor.Pose(frame) is { } pose)
            {
                Draw(picture, actor, pose, frame);
            }
        }

        return picture;
    }

    /// <summary>The picture as planes. The caller disposes the frame.</summary>
    public Frame Render(int frame, FramePool pool, YuvSpace space)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var result = pool.Rent();
        result.Index = frame;
        PlanesOf.Rgb(Draw(frame), result, space);
        return result;
    }

    private void Draw(float[] picture, Actor actor, HeadPose pose, int frame)
    {
        var lips = actor.Lips(frame);
        var hand = actor.Hand?.Invoke(frame) == true;
        var pixel = 1 / pose.Unit;
        var box = Box(pose);
        for (var y = box.Y; y < box.Bottom; y++)
        {
            for (var x = box.X; x < box.Right; x++)
            {
                var p = pose.ToHead(new Vector2(x, y));
                if (p.Y < DrawnHead.Top || p.Y > DrawnHead.Bottom || MathF.Abs(p.X) > DrawnHead.Reach)
                {
                    continue;
                }

                var colour = DrawnHead.At(p, lips, actor.Look, pixel);
                if (hand)
                {
                    colour = DrawnHand.Over(colour, p, actor.Look, pixel);
                }

                if (colour.W > 0)
                {
                    var at = 3 * ((y * Width) + x);
                    var under = new Vector3(picture[at], picture[at + 1], picture[at + 2]);
                    Put(picture, x, y, Vector3.Lerp(under, new Vector3(colour.X, colour.Y, colour.Z), colour.W));
                }
            }
        }
    }

    private PixelRect Box(HeadPose pose)
    {
        var low = new Vector2(float.MaxValue);
        var high = new Vector2(float.MinValue);
        foreach (var x in new[] { -DrawnHead.Reach, DrawnHead.Reach })
        {
            foreach (var y in new[] { DrawnHead.Top, DrawnHead.Bottom })
            {
                var p = pose.ToFrame(new Vector2(x, y));
                low = Vector2.Min(low, p);
                high = Vector2.Max(high, p);
            }
        }

        return new PixelRect((int)low.X - 1, (int)low.Y - 1, (int)(high.X - low.X) + 3, (int)(high.Y - low.Y) + 3).ClampTo(Width, Height);
    }

    private void Put(float[] picture, int x, int y, Vector3 colour)
    {
        var at = 3 * ((y * Width) + x);
        (picture[at], picture[at + 1], picture[at + 2]) = (colour.X, colour.Y, colour.Z);
    }
}
