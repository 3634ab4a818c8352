using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Sound;

/// <summary>Pieces of a file's sounds from all over a part of it, 30 s at most, to hear whether somebody speaks.</summary>
internal sealed class SoundSamples(FfmpegTools ffmpeg, ClipInfo file, (MediaTime Start, MediaTime End) part)
{
    private const int RateHz = 16_000;
    private const int MostSamples = 30 * RateHz;
    private const int PieceSamples = 5 * RateHz;

    // Channels that are copies of each other are heard once.
    private const double AlikeFrom = 0.95;
    private const double SameLevelWithin = 4;

    /// <summary>The sound as the mouth would follow it, and each of its channels where they differ.</summary>
    public async Task<IReadOnlyList<(int? Channel, float[] Mono)>> ReadAsync(AudioStreamInfo sound, CancellationToken cancellationToken)
    {
        var channels = await ReadChannelsAsync(sound, cancellationToken);
        var mix = new float[channels[0].Length];
        var interleaved = new float[mix.Length * channels.Length];
        for (var i = 0; i < mix.Length; i++)
        {
            for (var c = 0; c < channels.Length; c++)
            {
                interleaved[(i * channels.Length) + c] = channels[c][i];
            }
        }

        var rule = new ChannelMix(channels.Length, sound.ChannelLayout);
        rule.Listen(interleaved);
        rule.Mix(interleaved, mix);
        return mix.Length == 0 ? []
            : channels.Skip(1).All(c => AreAlike(channels[0], c)) ? [(null, mix)]
            : [(null, mix), .. channels.Select((mono, c) => ((int?)(c + 1), mono))];
    }

    private async Task<float[][]> ReadChannelsAsync(AudioStreamInfo sound, CancellationToken cancellationToken)
    {
        var count = sound.Channels;
        var (first, length) = (part.Start.ToSamples(RateHz), (part.End - part.Start).ToSamples(RateHz));
        var pieces = Pieces(length);
        var kept = Enumerable.Range(0, count).Select(_ => new List<float>()).ToArray();
        var at = 0L;
        await foreach (var block in new AudioReader(ffmpeg).ReadBlocksAsync(
            file with { Audio = sound }, count, first, Math.Min(length, pieces[^1] + PieceSamples), RateHz, cancellationToken))
        {
            var frames = block.Length / count;
            foreach (var piece in pieces)
            {
                var (from, to) = (Math.Max(piece, at) - at, Math.Min(piece + PieceSamples, at + frames) - at);
                for (var i = from * count; i < to * count; i++)
                {
                    var value = block.Span[(int)i];
                    kept[i % count].Add(float.IsFinite(value) ? Math.Clamp(value, -1, 1) : 0);
                }
            }

            at += frames;
        }

        return [.. kept.Select(c => c.ToArray())];
    }

    /// <summary>Where pieces begin, spread evenly; they follow each other where the part is short.</summary>
    private static long[] Pieces(long length)
    {
        var count = (int)Math.Clamp((length + PieceSamples - 1) / PieceSamples, 1, MostSamples / PieceSamples);
        return [.. Enumerable.Range(0, count).Select(i => count == 1 || length <= MostSamples
            ? (long)i * PieceSamples : (length - PieceSamples) * i / (count - 1))];
    }

    private static bool AreAlike(float[] a, float[] b)
    {
        double aa = 0, bb = 0, ab = 0;
        for (var i = 0; i < a.Length; i++)
        {
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
            ab += (double)a[i] * b[i];
        }

        return Math.Min(aa, bb) * SameLevelWithin >= Math.Max(aa, bb) && ab >= AlikeFrom * Math.Sqrt(aa * bb);
    }
}
