using System.Runtime.InteropServices;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// Key patches on disk: a version, the clip's size and length, then per patch its frame, rectangle, the levels of
/// its whole picture and three planes of 16-bit samples (value x 128 + 4096). Little endian.
/// </summary>
internal static class ReferenceFile
{
    private const int Version = 0x4D_4D_00_03;
    private const float Steps = 128;
    private const float Zero = 4096;

    /// <summary>Writes all patches that hold pixels.</summary>
    public static void Save(Stream stream, FaceShapes clip, IReadOnlyDictionary<int, ReferencePatch> patches)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        var filled = patches.Values.Where(p => p.IsFilled).OrderBy(p => p.Frame).ToArray();
        writer.Write(Version);
        writer.Write(clip.FrameWidth);
        writer.Write(clip.FrameHeight);
        writer.Write(clip.FrameCount);
        writer.Write(filled.Length);
        foreach (var patch in filled)
        {
            var rect = patch.Pixels.Rect;
            writer.Write(patch.Frame);
            writer.Write(rect.X);
            writer.Write(rect.Y);
            writer.Write(rect.Width);
            writer.Write(rect.Height);
            writer.Write(patch.Levels.Dark);
            writer.Write(patch.Levels.Mean);
            var samples = new ushort[rect.Width * rect.Height];
            for (var plane = 0; plane < 3; plane++)
            {
                var values = patch.Pixels.Plane(plane);
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = Stored(values[i]);
                }

                writer.Write(MemoryMarshal.AsBytes<ushort>(samples));
            }
        }
    }

    /// <summary>Reads patches; takes nothing unless the file holds every patch of this clip.</summary>
    public static bool TryLoad(Stream stream, FaceShapes clip, YuvSpace space, IReadOnlyDictionary<int, ReferencePatch> patches)
    {
        try
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            if (reader.ReadInt32() != Version || reader.ReadInt32() != clip.FrameWidth || reader.ReadInt32() != clip.FrameHeight
                || reader.ReadInt32() != clip.FrameCount || reader.ReadInt32() != patches.Count)
            {
                return false;
            }

            var read = new List<(ReferencePatch Patch, PictureLevels Levels, ushort[] Samples)>();
            for (var k = 0; k < patches.Count; k++)
            {
                if (!patches.TryGetValue(reader.ReadInt32(), out var patch) || ReadRect(reader) != patch.Bounds)
                {
                    return false;
                }

                var levels = new PictureLevels(reader.ReadSingle(), reader.ReadSingle());
                var bytes = reader.ReadBytes(6 * patch.Bounds.Width * patch.Bounds.Height);
                var samples = new ushort[bytes.Length / 2];
                Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
                if (samples.Length != 3 * patch.Bounds.Width * patch.Bounds.Height)
                {
                    return false;
                }

                read.Add((patch, levels, samples));
            }

            foreach (var (patch, levels, samples) in read)
            {
                Take(patch, samples);
                patch.Fill(levels, space);
            }

            return true;
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>
    /// Rounds pixels to what a file holds of them, so that a clip is drawn the same with its file as before there was one.
    /// </summary>
    public static void Round(RgbRegion pixels)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            foreach (ref var value in pixels.Plane(plane))
            {
                value = Value(Stored(value));
            }
        }
    }

    private static ushort Stored(float value) => (ushort)Math.Clamp(MathF.Round((value * Steps) + Zero), 0, ushort.MaxValue);

    private static float Value(ushort stored) => (stored - Zero) / Steps;

    private static PixelRect ReadRect(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    private static void Take(ReferencePatch patch, ushort[] samples)
    {
        patch.Pixels.Resize(patch.Bounds);
        var count = patch.Pixels.Count;
        for (var plane = 0; plane < 3; plane++)
        {
            var target = patch.Pixels.Plane(plane);
            for (var i = 0; i < count; i++)
            {
                target[i] = Value(samples[(plane * count) + i]);
            }
        }
    }
}
