using System.Buffers.Binary;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>Reads the sound of a WAV file that a synthesizer made: 16-bit samples, the first channel.</summary>
internal static class WaveSamples
{
    /// <summary>
    /// Reads it from memory. A length that is not true is no fault: a program that writes into a pipe cannot know it beforehand.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="source">The synthesizer, for the message.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechFailed"/>: it is no such file.</exception>
    public static SpokenText Read(ReadOnlySpan<byte> file, string source)
    {
        var (channels, rate, bits) = (0, 0, 0);
        for (var at = 12; at + 8 <= file.Length && file.StartsWith("RIFF"u8);)
        {
            var id = file.Slice(at, 4);
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]), (uint)(file.Length - at - 8));
            var body = file.Slice(at + 8, size);
            if (id.SequenceEqual("fmt "u8) && size >= 16)
            {
                channels = BinaryPrimitives.ReadInt16LittleEndian(body[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
                bits = BinaryPrimitives.ReadInt16LittleEndian(body[14..]);
            }
            else if (id.SequenceEqual("data"u8) && channels > 0 && rate is >= 4000 and <= 192_000 && bits == 16)
            {
                return new SpokenText(First(body, channels), rate);
            }

            at += 8 + size + (size & 1);
        }

        throw new HeyGemException(ErrorCode.SpeechFailed, $"{source} gave no sound that can be read.");
    }

    private static float[] First(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new float[data.Length / 2 / channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(i * 2 * channels)..]) / 32768f;
        }

        return samples;
    }
}
