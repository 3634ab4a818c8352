using System.Buffers.Binary;
using System.Security.Cryptography;
using HeyGem.Core.Engines;

namespace HeyGem.Core.Render.Parts;

/// <summary>A name for what a plan does to every frame: two plans with one name draw the same mouths at the same frames.</summary>
internal static class PlanDigest
{
    private const int FrameBytes = 16;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="frames">Frames of the result.</param>
    public static string Of(IMouthPlan plan, int frames)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[FrameBytes];
        for (var n = 0; n < frames; n++)
        {
            var frame = plan.At(n);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)frame.Outcome);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), (int)frame.Mask);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), frame.Covered);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(12), frame.Opening ?? float.NaN);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
