namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// Brings several channels down to the one that carries speech. The centre speaker is taken alone where there is one and it is heard, since
/// film sound keeps dialogue there. Otherwise the channels that are heard are averaged; a channel 40 dB under the loudest is
/// a dead side and does not halve the voice. Two channels that cancel each other (one wired backwards) give the first alone.
/// </summary>
internal sealed class ChannelMix
{
    private const double DeadRatio = 1e-4;
    private const double CancelRatio = 1e-2;

    private readonly int _channels;
    private readonly int _centre;
    private readonly int _bass;
    private readonly double[] _energy;
    private double _sumEnergy;

    public ChannelMix(int channels, string? layout)
    {
        _channels = channels;
        _energy = new double[channels];
        var centred = layout is not null && channels >= 3
            && (layout.StartsWith("3.", StringComparison.Ordinal) || layout.StartsWith("5.", StringComparison.Ordinal)
            || layout.StartsWith("6.", StringComparison.Ordinal) || layout.StartsWith("7.", StringComparison.Ordinal));

        // ffmpeg orders front left, front right, front centre, low frequency.
        _centre = centred ? 2 : -1;
        _bass = centred && channels >= 4 && layout!.Contains(".1", StringComparison.Ordinal) ? 3 : -1;
    }

    /// <summary>First pass: hears what is in each channel. Interleaved samples.</summary>
    public void Listen(ReadOnlySpan<float> interleaved)
    {
        for (var i = 0; i + _channels <= interleaved.Length; i += _channels)
        {
            var sum = 0.0;
            for (var c = 0; c < _channels; c++)
            {
                var value = float.IsFinite(interleaved[i + c]) ? (double)interleaved[i + c] : 0;
                _energy[c] += value * value;
                sum += c == _bass ? 0 : value;
            }

            _sumEnergy += sum * sum;
        }
    }

    /// <summary>Second pass: mixes interleaved samples down.</summary>
    public void Mix(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        if (_channels == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }

        Span<float> weights = stackalloc float[_channels];
        Weigh(weights);
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            for (var c = 0; c < _channels; c++)
            {
                // A dead channel's weight of 0 must not turn its garbage into NaN.
                sum += weights[c] == 0 ? 0 : weights[c] * interleaved[(i * _channels) + c];
            }

            mono[i] = sum;
        }
    }

    private void Weigh(Span<float> weights)
    {
        weights.Clear();
        var loudest = 0.0;
        for (var c = 0; c < _channels; c++)
        {
            loudest = c == _bass ? loudest : Math.Max(loudest, _energy[c]);
        }

        if (_centre >= 0 && loudest > 0 && _energy[_centre] > loudest * DeadRatio)
        {
            weights[_centre] = 1;
            return;
        }

        var alive = 0;
        for (var c = 0; c < _channels; c++)
        {
            alive += IsAlive(c, loudest) ? 1 : 0;
        }

        for (var c = 0; c < _channels; c++)
        {
            if (IsAlive(c, loudest))
            {
                weights[c] = 1f / alive;
                if (alive > 1 && _sumEnergy < loudest * CancelRatio)
                {
                    weights[c] = 1;
                    return;
                }
            }
        }
    }

    private bool IsAlive(int channel, double loudest) => channel != _bass && _energy[channel] >= loudest * DeadRatio;
}
