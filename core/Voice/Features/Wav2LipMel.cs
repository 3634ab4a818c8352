using System.Numerics.Tensors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// A voice's spectrogram as Wav2Lip reads it: 80 bands, 80 columns a second, values -4 (digital silence) .. 4. The voice is first brought
/// to one loudness, as the network's answer depends on it: the energy-weighted mean of its 12.5 ms levels becomes -20 dB of full scale,
/// with at most 24 dB of gain. Immutable; made once per voice and read by every clip.
/// </summary>
public sealed class Wav2LipMel
{
    /// <summary>Mel bands, the rows of a window.</summary>
    public const int Bands = SlaneyBank.Bands;

    /// <summary>Columns of a window: 200 ms.</summary>
    public const int WindowColumns = 16;

    /// <summary>Columns a second.</summary>
    public const int ColumnsPerSecond = 80;

    /// <summary>
    /// The shift of the window that puts lips and sound together: one frame of the 25 fps material that the network was trained on, as
    /// training took the window that begins one frame before the picture.
    /// </summary>
    public static readonly TimeSpan DefaultOffset = TimeSpan.FromMilliseconds(-40);

    private const float Silence = -4;
    private const float Loudest = 4;
    private const float SmallestMagnitude = 1e-5f;
    private const float TargetDb = -20;
    private const float MostGainDb = 24;
    internal Wav2LipMel(List<float[]> magnitudes, float gain)
    {
        Magnitudes = magnitudes;
        Gain = gain;
    }

    /// <summary>Columns: one for every 200 samples begun, and at least one.</summary>
    public int Columns => Magnitudes.Count;

    /// <summary>Band magnitudes of each column as recorded.</summary>
    internal List<float[]> Magnitudes { get; }

    /// <summary>Factor that brings the voice to one loudness.</summary>
    internal float Gain { get; }

    /// <summary>Reads a voice to its end.</summary>
    /// <param name="samples16k">Mono samples at 16 kHz, about -1..1, in pieces of any length.</param>
    /// <param name="cancellationToken">Stops the analysis between pieces.</param>
    /// <exception cref="Errors.HeyGemException"><c>audio.empty</c>, <c>audio.invalid_samples</c>.</exception>
    public static Task<Wav2LipMel> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken) =>
        AnalyseAsync(samples16k, true, cancellationToken);

    /// <summary>
    /// The spectrogram of stretches on one time line, each brought to one loudness by its own voice, to the nearest column; silent
    /// between them.
    /// </summary>
    internal static Wav2LipMel Lay(IReadOnlyList<LaidStretch<Wav2LipMel>> stretches, MediaTime length)
    {
        var count = (int)length.SamplesBegun(ColumnsPerSecond);
        var silent = new float[Bands];
        var columns = Enumerable.Repeat(silent, count).ToList();
        foreach (var stretch in stretches)
        {
            var (first, end) = stretch.Steps(ColumnsPerSecond, count);
            for (var column = first; column < end; column++)
            {
                var from = (int)Math.Round(stretch.PlaceOf(column, ColumnsPerSecond));
                if (from < stretch.Heard.Columns)
                {
                    columns[column] = new float[Bands];
                    TensorPrimitives.Multiply(stretch.Heard.Magnitudes[from], stretch.Heard.Gain, columns[column]);
                }
            }
        }

        return new Wav2LipMel(columns, 1);
    }

    /// <summary>Reads a voice, with or without bringing it to one loudness.</summary>
    internal static async Task<Wav2LipMel> AnalyseAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, bool level, CancellationToken cancellationToken)
    {
        var spectra = new Wav2LipSpectra();
        await foreach (var piece in samples16k.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            spectra.Append(piece.Span);
        }

        var columns = spectra.Finish();
        var gainDb = Math.Min(MostGainDb, TargetDb - spectra.LoudnessDb);
        return new Wav2LipMel(columns, level ? MathF.Pow(10, gainDb / 20) : 1);
    }

    /// <summary>
    /// First column of a frame's window, to the nearest column; may lie before the voice. Exact at every rate: frame and offset are added
    /// as fractions.
    /// </summary>
    /// <param name="frame">Frame of the output, from 0 where the voice begins.</param>
    /// <param name="rate">Its frame rate.</param>
    /// <param name="offset">How much later (positive) the window begins; a later window makes the lips earlier.</param>
    public static long WindowStart(long frame, FrameRate rate, TimeSpan offset)
    {
        const long ticksPerColumn = TimeSpan.TicksPerSecond / ColumnsPerSecond;
        var divisor = (Int128)ticksPerColumn * rate.Numerator;
        var place = ((Int128)frame * ColumnsPerSecond * rate.Denominator * ticksPerColumn) + ((Int128)offset.Ticks * rate.Numerator);
        var doubled = (2 * place) + divisor;
        var quotient = doubled / (2 * divisor);
        return (long)(doubled % (2 * divisor) < 0 ? quotient - 1 : quotient);
    }

    /// <summary>Writes a window as the network takes it; columns before and after the voice are silence.</summary>
    /// <param name="start">First column, such as <see cref="WindowStart"/> gives.</param>
    /// <param name="window">80 rows (bands, low first) of 16 values, row after row.</param>
    public void ReadWindow(long start, Span<float> window)
    {
        Span<float> column = stackalloc float[Bands];
        for (var c = 0; c < WindowColumns; c++)
        {
            ReadColumn(start + c, column);
            for (var b = 0; b < Bands; b++)
            {
                window[(b * WindowColumns) + c] = column[b];
            }
        }
    }

    /// <summary>Writes the 80 values of a column; outside the voice -4.</summary>
    public void ReadColumn(long index, Span<float> column)
    {
        if (index < 0 || index >= Columns)
        {
            column[..Bands].Fill(Silence);
            return;
        }

        // 20 dB steps to -100 dB, less 20, scaled to -4 .. 4: 1.6 log10(x) + 2.4.
        TensorPrimitives.Multiply(Magnitudes[(int)index], Gain, column);
        TensorPrimitives.Max(column[..Bands], SmallestMagnitude, column);
        TensorPrimitives.Log10(column[..Bands], column);
        for (var b = 0; b < Bands; b++)
        {
            column[b] = Math.Clamp((1.6f * column[b]) + 2.4f, Silence, Loudest);
        }
    }
}
