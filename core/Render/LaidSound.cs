using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using Microsoft.Win32.SafeHandles;

namespace HeyGem.Core.Render;

/// <summary>
/// A voice in pieces as one sound file, which the encoder reads: every sample of a piece at its place, silence between them. Surround stays
/// surround where all pieces have the same speakers; else they are brought to two channels. Voices over each other are added, and what
/// grows too loud by that is held under full scale. A Wave64 file of 32-bit floats beside the
/// result, 0.4 MB a second in stereo; disposing removes it.
/// </summary>
internal sealed class LaidSound : IDisposable
{
    private const int RateHz = EncodeArguments.SampleRateHz;
    private const int HeadBytes = Wave64.HeadBytes;

    private readonly PartFile _file;

    private LaidSound(PartFile file, MediaTime duration)
    {
        _file = file;
        Source = new AudioSource(file.Path, MediaTime.Zero, duration);
    }

    /// <summary>The sound, for the encoder.</summary>
    public AudioSource Source { get; }

    /// <summary>Lays the pieces, or gives null where the voice is no result's sound or in one piece. Each file is decoded once.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.OutputNotWritable"/>, or what decoding
    /// throws.</exception>
    public static async Task<LaidSound?> WriteAsync(RenderTools tools, ClipWork work, CancellationToken cancellationToken)
    {
        if (work.Plan.Pieces.Count == 0 || work.Spec is not { NoAudio: false, FinalAudioPath: null, Correction: null })
        {
            return null;
        }

        var file = PartFile.Create(Path.Combine(work.Spec.OutputFolder, "voice.w64"));
        try
        {
            await TryLayAsync(file.Path, new AudioReader(tools.Ffmpeg), work, cancellationToken);
            return new LaidSound(file, work.Plan.Heard.Duration);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static async Task TryLayAsync(string path, AudioReader reader, ClipWork work, CancellationToken cancellationToken)
    {
        var began = work.Clock.Start();
        try
        {
            await LayAsync(path, reader, work, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for the voice in '{work.Spec.OutputFolder}'.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"'{work.Spec.OutputFolder}' cannot be written: {e.Message}", e);
        }
        finally
        {
            work.Clock.Stop(ClockedWork.Voice, began);
        }
    }

    private static async Task LayAsync(string path, AudioReader reader, ClipWork work, CancellationToken cancellationToken)
    {
        var (channels, speakers) = SpeakersOf([.. work.Voices.Values.Select(v => v.Info.Audio!)]);
        var frameBytes = channels * sizeof(float);
        var several = work.Spec.Speakers.Count > 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var dataBytes = work.Plan.Heard.Duration.ToSamples(RateHz) * frameBytes;
        RandomAccess.SetLength(file, HeadBytes + dataBytes);
        RandomAccess.Write(file, Wave64.Head(channels, speakers, RateHz, dataBytes), 0);
        foreach (var pieces in work.Plan.HeardPieces.GroupBy(p => p.Path))
        {
            Cut[] cuts = [.. pieces.Select(Cut.Of)];
            var (position, end) = (cuts.Min(c => c.First), cuts.Max(c => c.First + c.Count));
            await foreach (var block in reader.ReadBlocksAsync(
                work.Voices[pieces.Key].Info, channels, position, end - position, RateHz, cancellationToken))
            {
                var count = block.Length / channels;
                foreach (var cut in cuts.Where(c => c.First < position + count && position < c.First + c.Count))
                {
                    var (from, to) = (Math.Max(cut.First, position), Math.Min(cut.First + cut.Count, position + count));
                    var samples = block.Span[(int)((from - position) * channels)..(int)((to - position) * channels)];
                    var at = HeadBytes + ((cut.At + from - cut.First) * frameBytes);
                    RandomAccess.Write(file, MemoryMarshal.AsBytes(several ? Added(file, at, samples) : samples), at);
                }

                position += count;
            }
        }
    }

    /// <summary>
    /// Samples over what is there already. Where both sound, what lies above nine tenths of full scale is bent under it.
    /// </summary>
    private static ReadOnlySpan<float> Added(SafeFileHandle file, long at, ReadOnlySpan<float> samples)
    {
        const float Knee = 0.9f;
        var sum = new float[samples.Length];
        RandomAccess.Read(file, MemoryMarshal.AsBytes(sum.AsSpan()), at);
        for (var i = 0; i < sum.Length; i++)
        {
            var both = sum[i] != 0 && samples[i] != 0;
            sum[i] += samples[i];
            var over = MathF.Abs(sum[i]) - Knee;
            sum[i] = both && over > 0 ? MathF.CopySign(Knee + ((1 - Knee) * MathF.Tanh(over / (1 - Knee))), sum[i]) : sum[i];
        }

        return sum;
    }

    /// <summary>The channels that all sounds are brought to, and which speakers they are for, one bit each.</summary>
    private static (int Channels, int Speakers) SpeakersOf(AudioStreamInfo[] sounds)
    {
        var speakers = sounds[0].Channel is null ? Wave64.Speakers(sounds[0].ChannelLayout) : 0;
        return speakers != 0 && sounds.All(s => s.Channel is null && s.ChannelLayout == sounds[0].ChannelLayout)
            ? (BitOperations.PopCount((uint)speakers), speakers)
            : sounds.Max(s => s.HeardChannels) == 1 ? (1, 0x4) : (2, 0x3);
    }

    /// <summary>A piece in samples: pieces that meet on the time line meet here, too.</summary>
    private readonly record struct Cut(long First, long At, long Count)
    {
        public static Cut Of(VoicePiece piece) =>
            new(piece.In.ToSamples(RateHz), piece.At.ToSamples(RateHz), piece.End.ToSamples(RateHz) - piece.At.ToSamples(RateHz));
    }
}
