using System.Runtime.InteropServices;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using Microsoft.Win32.SafeHandles;

namespace HeyGem.Core.Dubbing;

/// <summary>
/// Writes the speech, alone and over a background, in blocks: memory does not grow with the length. The background is decoded as the
/// encoder would decode it, and where no speech is near its samples pass through as they came.
/// </summary>
/// <param name="track">The file of the speech: floats at 48 kHz, one channel, no head.</param>
/// <param name="frames">Samples of each channel to write.</param>
internal sealed class DubMixer(string track, long frames)
{
    private const int Block = 16_384;

    /// <summary>Writes the speech alone, in one channel.</summary>
    public void WriteVoice(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        using var speech = File.OpenHandle(track);
        RandomAccess.Write(file, FloatWave.Head(1, DubTrack.RateHz, frames), 0);
        var block = new float[Block];
        for (long at = 0; at < frames; at += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, (int)Math.Min(Block, frames - at));
            Read(speech, at, part);
            RandomAccess.Write(file, MemoryMarshal.AsBytes(part), FloatWave.HeadBytes + (at * sizeof(float)));
        }
    }

    /// <summary>Writes the speech over a background, in the background's channels.</summary>
    /// <param name="path">The file to write; it exists.</param>
    /// <param name="ffmpeg">Decodes the background.</param>
    /// <param name="background">The background; has sound. What it lacks at its end is silence.</param>
    /// <param name="lowered">The cues under which it is lowered.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public async Task WriteMixAsync(
        string path, FfmpegTools ffmpeg, ClipInfo background, IReadOnlyList<DubCue> lowered, CancellationToken cancellationToken)
    {
        var audio = background.Audio!;
        var channels = audio.HeardChannels;
        var mix = new Mix(channels, Speakers(channels, audio.ChannelLayout), new Ducking(lowered, DubTrack.RateHz));
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        using var speech = File.OpenHandle(track);
        RandomAccess.Write(file, FloatWave.Head(channels, DubTrack.RateHz, frames), 0);
        long at = 0;
        var (own, mixed) = (new float[Block], new float[Block * channels]);
        void Lay(ReadOnlySpan<float> block)
        {
            var count = block.Length / channels;
            Read(speech, at, own.AsSpan(0, count));
            mix.Lay(at, block, own.AsSpan(0, count), mixed);
            RandomAccess.Write(
                file, MemoryMarshal.AsBytes(mixed.AsSpan(0, block.Length)), FloatWave.HeadBytes + (at * channels * sizeof(float)));
            at += count;
        }

        await foreach (var block in new AudioReader(ffmpeg)
            .ReadBlocksAsync(background, channels, 0, frames, DubTrack.RateHz, cancellationToken).ConfigureAwait(false))
        {
            Lay(block.Span);
        }

        var silence = new float[Block * channels];
        while (at < frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Lay(silence.AsSpan(0, (int)Math.Min(Block, frames - at) * channels));
        }
    }

    /// <summary>The channels that speech goes to: the centre where there is one, else the sides.</summary>
    internal static int[] Speakers(int channels, string? layout) =>
        channels <= 2 ? [.. Enumerable.Range(0, channels)]
        : layout is not null && "3567".Contains(layout[0], StringComparison.Ordinal) ? [2]
        : [0, 1];

    /// <summary>Samples of the speech; silence where the file has none.</summary>
    private static void Read(SafeFileHandle speech, long at, Span<float> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        var got = 0;
        for (int read; got < bytes.Length && (read = RandomAccess.Read(speech, bytes[got..], (at * sizeof(float)) + got)) > 0;)
        {
            got += read;
        }

        bytes[got..].Clear();
    }

    private sealed record Mix(int Channels, int[] Speakers, Ducking Ducking)
    {
        public void Lay(long first, ReadOnlySpan<float> background, ReadOnlySpan<float> speech, Span<float> result)
        {
            background.CopyTo(result);
            for (var i = 0; i < speech.Length; i++)
            {
                var gain = Ducking.Gain(first + i);
                if (gain == 1 && speech[i] == 0)
                {
                    continue;
                }

                var frame = result.Slice(i * Channels, Channels);
                foreach (ref var sample in frame)
                {
                    sample *= gain;
                }

                foreach (var channel in Speakers)
                {
                    frame[channel] = Math.Clamp(frame[channel] + speech[i], -1, 1);
                }
            }
        }
    }
}
