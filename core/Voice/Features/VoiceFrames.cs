using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// The short-time spectrum of a whole voice, filled piece by piece: per 10 ms the mean square and 80 band powers, the powers
/// kept as 16-bit logarithms (steps of 0.0009), 1 MB a minute, in a <see cref="FrameSpill"/>. Frame t covers samples
/// 160 t - 200 .. 160 t + 199, zero outside.
/// </summary>
internal sealed class VoiceFrames(FrameSpill spill)
{
    private const float LowestLog = -32;
    private const float HighestLog = 24;
    private const float LogStep = (HighestLog - LowestLog) / ushort.MaxValue;
    private const int LeftPad = LogMel.Window / 2;

    private readonly LogMel _mel = new();
    private readonly FrameRecords _logs = new(spill, LogMel.Bands * sizeof(ushort));
    private readonly List<float> _meanSquares = [];
    private readonly float[] _pending = new float[LogMel.Window + (64 * LogMel.Hop)];
    private readonly float[] _bands = new float[LogMel.Bands];
    private int _pendingCount = LeftPad;
    private bool _finished;

    /// <summary>Frames so far; after <see cref="Finish"/> twice the ceiling of samples / 320.</summary>
    public int Count => _meanSquares.Count;

    /// <summary>Samples taken.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Mean square of each frame's 400 samples, unweighted.</summary>
    public IReadOnlyList<float> MeanSquares => _meanSquares;

    /// <summary>Reads a voice to its end.</summary>
    public static Task<VoiceFrames> ReadAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken) =>
        ReadAsync(samples16k, FrameSpill.InMemory, cancellationToken);

    /// <summary>The same with the powers in <paramref name="spill"/>.</summary>
    public static async Task<VoiceFrames> ReadAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, FrameSpill spill, CancellationToken cancellationToken)
    {
        var frames = new VoiceFrames(spill);
        await foreach (var piece in samples16k.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            frames.Append(piece.Span);
        }

        frames.Finish();
        return frames;
    }

    /// <summary>Gives the room of the powers back; nothing can be read any more.</summary>
    public void Release() => _logs.Release();

    /// <summary>Takes the next samples.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        VoiceSamples.RequireNumbers(samples);
        SampleCount += samples.Length;
        while (!samples.IsEmpty)
        {
            var taken = Math.Min(samples.Length, _pending.Length - _pendingCount);
            samples[..taken].CopyTo(_pending.AsSpan(_pendingCount));
            samples = samples[taken..];
            _pendingCount += taken;
            Drain();
        }
    }

    /// <summary>Ends the voice: the last frames are filled with zeros.</summary>
    public void Finish()
    {
        VoiceSamples.RequireAny(SampleCount);
        var wanted = 2 * (int)((SampleCount + 319) / 320);
        while (!_finished && Count < wanted)
        {
            var room = _pending.AsSpan(_pendingCount);
            room.Clear();
            _pendingCount = _pending.Length;
            Drain(wanted);
        }

        _finished = true;
    }

    /// <summary>Writes the natural logarithm of a frame's 80 band powers, at least -32.</summary>
    public void ReadLogs(int frame, Span<float> logs)
    {
        Span<ushort> copy = stackalloc ushort[LogMel.Bands];
        var stored = MemoryMarshal.Cast<byte, ushort>(_logs.Read(frame, MemoryMarshal.AsBytes(copy)));
        for (var b = 0; b < LogMel.Bands; b++)
        {
            logs[b] = LowestLog + (stored[b] * LogStep);
        }
    }

    private void Drain(int limit = int.MaxValue)
    {
        var at = 0;
        for (; _pendingCount - at >= LogMel.Window && Count < limit; at += LogMel.Hop)
        {
            AddFrame(_pending.AsSpan(at, LogMel.Window));
        }

        _pending.AsSpan(at, _pendingCount - at).CopyTo(_pending);
        _pendingCount -= at;
    }

    private void AddFrame(ReadOnlySpan<float> samples)
    {
        Span<ushort> stored = stackalloc ushort[LogMel.Bands];
        _mel.BandPower(samples, _bands);
        TensorPrimitives.Log(_bands, _bands);
        for (var b = 0; b < LogMel.Bands; b++)
        {
            stored[b] = (ushort)MathF.Round((Math.Clamp(_bands[b], LowestLog, HighestLog) - LowestLog) / LogStep);
        }

        _logs.Write(Count, MemoryMarshal.AsBytes(stored));
        _meanSquares.Add(TensorPrimitives.SumOfSquares(samples) / LogMel.Window);
    }
}
