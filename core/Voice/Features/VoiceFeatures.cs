using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// Input of the mouth model: log band powers at a fixed speech level, less each band's mean over active frames, divided by 3;
/// two frames to a column, 50 columns a second. The same as models/training/features.py to 1e-3. One thread at a time.
/// </summary>
internal sealed class VoiceFeatures
{
    /// <summary>Rows of a column: the bands of an even frame, then those of the odd frame after it.</summary>
    public const int Rows = 2 * LogMel.Bands;

    private const float Floor = 1e-6f;
    private const float Scale = 3;
    private const int PriorFrames = 50;

    private readonly VoiceFrames _frames;
    private readonly float[] _means = new float[LogMel.Bands];
    private readonly float _powerGain;

    /// <summary>Measures level and means of a finished voice.</summary>
    public VoiceFeatures(VoiceFrames frames)
    {
        _frames = frames;
        Level = VoiceLevel.Of(frames);
        _powerGain = Level.PowerGain;
        Span<double> sums = stackalloc double[LogMel.Bands];
        for (var b = 0; b < LogMel.Bands; b++)
        {
            sums[b] = PriorFrames * (-0.5 - (0.09 * b));
        }

        Span<float> logs = stackalloc float[LogMel.Bands];
        for (var t = 0; t < frames.Count; t++)
        {
            if (!Level.IsActive(frames.MeanSquares[t]))
            {
                continue;
            }

            ActiveFrames++;
            Read(t, logs);
            for (var b = 0; b < LogMel.Bands; b++)
            {
                sums[b] += logs[b];
            }
        }

        for (var b = 0; b < LogMel.Bands; b++)
        {
            _means[b] = (float)(sums[b] / (ActiveFrames + PriorFrames));
        }
    }

    /// <summary>The voice's level.</summary>
    public VoiceLevel Level { get; }

    /// <summary>Frames that count as voice.</summary>
    public int ActiveFrames { get; }

    /// <summary>Columns, one a 20 ms; column k stands for 20 k + 5 ms.</summary>
    public int Columns => _frames.Count / 2;

    /// <summary>Writes columns first .. first + count - 1 as [160, count], row after row.</summary>
    public void Write(int first, int count, Span<float> input)
    {
        Span<float> logs = stackalloc float[LogMel.Bands];
        for (var c = 0; c < count; c++)
        {
            for (var half = 0; half < 2; half++)
            {
                Read((2 * (first + c)) + half, logs);
                TensorPrimitives.Subtract(logs, _means, logs);
                for (var b = 0; b < LogMel.Bands; b++)
                {
                    input[(((half * LogMel.Bands) + b) * count) + c] = logs[b] / Scale;
                }
            }
        }
    }

    /// <summary>Writes ln(power + 1e-6) of a frame at the fixed speech level, 80 values.</summary>
    public void Read(int frame, Span<float> logs)
    {
        _frames.ReadLogs(frame, logs);
        TensorPrimitives.Exp(logs, logs);
        TensorPrimitives.Multiply(logs, _powerGain, logs);
        TensorPrimitives.Add(logs, Floor, logs);
        TensorPrimitives.Log(logs, logs);
    }
}
