using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Voice.Words;

/// <summary>
/// How likely each sound class is at each moment of a voice, as the network hears it: 50 columns a second, one byte a class (28 bytes a
/// column, 5 MB an hour). A byte is minus the natural logarithm of the probability in steps of 0.05, 12.75 at most.
/// </summary>
public sealed class SpeechClasses
{
    private const float Step = 0.05f;
    private const int Mark = 0x31434C48; // "HLC1"
    private const int MostColumns = 100 * 3600 * MouthCurve.RateHz;

    private byte[] _prices = [];

    internal SpeechClasses(int classes) => Classes = classes;

    /// <summary>Sound classes.</summary>
    public int Classes { get; }

    /// <summary>Columns so far; column k stands for 20 k + 10 ms.</summary>
    public int Columns { get; private set; }

    /// <summary>How long the voice is, seconds.</summary>
    public double Seconds => (double)Columns / MouthCurve.RateHz;

    /// <summary>Takes the next column.</summary>
    /// <param name="logits">The network's class logits; overwritten.</param>
    internal void Push(Span<float> logits)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logits);
        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit);
        }

        var column = Next();
        for (var c = 0; c < column.Length; c++)
        {
            column[c] = (byte)Math.Clamp(MathF.Round((MathF.Log(sum) - logits[c]) / Step), 0, byte.MaxValue);
        }
    }

    /// <summary>
    /// Writes the logarithms of the probabilities 10 ms apart: moment t stands for 10 t ms, between two columns where it must.
    /// </summary>
    /// <param name="moment">The moment, 0 .. 2 x <see cref="Columns"/> - 1.</param>
    /// <param name="logs">One a class.</param>
    internal void Read(int moment, Span<float> logs)
    {
        // Column k lies at moment 2k + 1.
        var before = Column(Math.Clamp((moment - 1) >> 1, 0, Columns - 1));
        var after = Column(Math.Clamp(moment >> 1, 0, Columns - 1));
        for (var c = 0; c < logs.Length; c++)
        {
            logs[c] = -Step / 2 * (before[c] + after[c]);
        }
    }

    /// <summary>Puts stretches of voices together on one time line, silent between them; see <see cref="VoiceFeature.Lay"/>.</summary>
    /// <param name="stretches">In order, none over another.</param>
    /// <param name="length">How long the time line is.</param>
    /// <param name="silence">The class of silence.</param>
    internal static SpeechClasses Lay(IReadOnlyList<LaidStretch<SpeechClasses>> stretches, MediaTime length, byte silence)
    {
        var laid = new SpeechClasses(stretches[0].Heard.Classes);
        var count = (int)length.SamplesBegun(MouthCurve.RateHz);
        while (laid.Columns < count)
        {
            var column = laid.Next();
            column.Fill(byte.MaxValue);
            column[silence] = 0;
        }

        foreach (var stretch in stretches)
        {
            var (first, end) = stretch.Steps(MouthCurve.RateHz, count);
            for (var k = first; k < end; k++)
            {
                if ((int)Math.Round(stretch.PlaceOf(k, MouthCurve.RateHz)) is var place && place < stretch.Heard.Columns)
                {
                    stretch.Heard.Column(place).CopyTo(laid._prices.AsSpan(k * laid.Classes));
                }
            }
        }

        return laid;
    }

    /// <summary>Writes them; the stream stays open.</summary>
    internal static void Save(SpeechClasses value, Stream stream)
    {
        Span<int> head = [Mark, value.Classes, value.Columns];
        stream.Write(MemoryMarshal.AsBytes(head));
        stream.Write(value._prices.AsSpan(0, value.Columns * value.Classes));
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or null when the stream holds something else.</summary>
    internal static SpeechClasses? TryLoad(Stream stream)
    {
        Span<int> head = stackalloc int[3];
        try
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(head));
            if (head[0] != Mark || head[1] is < 1 or > byte.MaxValue || head[2] is < 0 or > MostColumns)
            {
                return null;
            }

            var value = new SpeechClasses(head[1]) { Columns = head[2], _prices = new byte[head[1] * head[2]] };
            stream.ReadExactly(value._prices);
            return value;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private ReadOnlySpan<byte> Column(int k) => _prices.AsSpan(k * Classes, Classes);

    private Span<byte> Next()
    {
        var at = Columns * Classes;
        if (at == _prices.Length)
        {
            Array.Resize(ref _prices, Math.Max(64 * Classes, at + (at / 4 / Classes * Classes)));
        }

        Columns++;
        return _prices.AsSpan(at, Classes);
    }
}
