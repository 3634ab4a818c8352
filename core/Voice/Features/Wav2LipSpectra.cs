using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// Band magnitudes of a pre-emphasised voice (y[n] = x[n] - 0.97 x[n-1]), filled piece by piece: 50 ms under a periodic Hann window,
/// centred on every 200th sample, the sound mirrored at both ends. 1.5 MB a minute.
/// </summary>
internal sealed class Wav2LipSpectra
{
    private const int Window = 800;
    private const int Half = Window / 2;
    private const int Hop = 200;
    private const float Emphasis = 0.97f;
    private static readonly float[] Hann =
        [.. Enumerable.Range(0, Window).Select(n => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Window))))];

    private readonly RealFft _fft = new(Window);
    private readonly float[] _windowed = new float[Window];
    private readonly float[] _magnitudes = new float[Half + 1];
    private readonly List<float[]> _columns = [];
    private readonly float[] _pending = new float[Half + Window + (40 * Hop)];
    private int _pendingCount;
    private float _previous;
    private long _count;
    private bool _mirrored;
    private double _energy;
    private double _weightedEnergy;
    private double _blockEnergy;

    /// <summary>Energy-weighted mean level of the blocks of 200 samples so far, dB of full scale, -60 for silence.</summary>
    public float LoudnessDb => _energy > 0 ? (float)Math.Clamp(_weightedEnergy / _energy, -60, 0) : -60;

    /// <summary>Takes the next samples.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        VoiceSamples.RequireNumbers(samples);
        foreach (var sample in samples)
        {
            Measure(sample);
            _pending[_pendingCount++] = sample - (Emphasis * _previous);
            _previous = sample;
            _count++;
            if (_pendingCount == _pending.Length - Half)
            {
                MirrorStart();
                Drain();
            }
        }
    }

    /// <summary>Ends the voice and returns its columns.</summary>
    public List<float[]> Finish()
    {
        VoiceSamples.RequireAny(_count);
        MirrorStart();
        Drain();
        var last = _pendingCount - 1;
        for (var back = 1; back <= Half; back++)
        {
            // The last sample is not repeated. A voice shorter than the mirror finds its own mirrored start there.
            _pending[_pendingCount++] = _pending[last - back];
        }

        Drain();
        return _columns;
    }

    private void Measure(float sample)
    {
        _blockEnergy += sample * sample;
        if ((_count + 1) % Hop == 0)
        {
            var mean = _blockEnergy / Hop;
            _energy += mean;
            _weightedEnergy += mean * 10 * Math.Log10(mean + 1e-10);
            _blockEnergy = 0;
        }
    }

    /// <summary>Puts the mirror image of samples 1 .. 400 before sample 0, once.</summary>
    private void MirrorStart()
    {
        if (_mirrored)
        {
            return;
        }

        _mirrored = true;
        var known = (int)_count;
        var kept = _pending.AsSpan(0, known).ToArray();
        var period = Math.Max(1, 2 * (known - 1));
        for (var i = 0; i < Half; i++)
        {
            var place = (Half - i) % period;
            _pending[i] = kept[place < known ? place : period - place];
        }

        kept.CopyTo(_pending.AsSpan(Half));
        _pendingCount = Half + known;
    }

    private void Drain()
    {
        var at = 0;
        for (; _pendingCount - at >= Window && _columns.Count <= _count / Hop; at += Hop)
        {
            TensorPrimitives.Multiply(_pending.AsSpan(at, Window), Hann, _windowed);
            _fft.Power(_windowed, _magnitudes);
            TensorPrimitives.Sqrt(_magnitudes, _magnitudes);
            var column = new float[SlaneyBank.Bands];
            SlaneyBank.Gather(_magnitudes, column);
            _columns.Add(column);
        }

        _pending.AsSpan(at, _pendingCount - at).CopyTo(_pending);
        _pendingCount -= at;
    }
}
