using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// Sound of a file as one channel of samples. Time 0 is the container's own start, so that sound that begins later than the picture is
/// preceded by silence. Which channels are heard is the rule of <see cref="ChannelMix"/>. Thread-safe.
/// </summary>
/// <param name="tools">The ffmpeg to run.</param>
public sealed class AudioReader(FfmpegTools tools)
{
    private const int BlockFrames = 16_384;

    // 8 MiB, a minute of two channels at 16 kHz: kept while the channels are weighed, so that it is decoded once.
    private const int MostKept = 2 << 20;

    /// <summary>Reads a stretch of sound whole.</summary>
    /// <param name="file">What the probe said of it; it is not asked again.</param>
    /// <param name="start">Where to begin, at least 0.</param>
    /// <param name="duration">How much to read, or null for all that follows; the file may hold less.</param>
    /// <param name="sampleRateHz">Samples a second to deliver.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <returns>Samples in -1..1.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaNoAudioStream"/>, <see cref="ErrorCode.AudioEmpty"/>,
    /// <see cref="ErrorCode.AudioInvalidSamples"/>, or what decoding throws.</exception>
    public async Task<float[]> ReadMonoAsync(
        ClipInfo file, MediaTime start, MediaTime? duration, int sampleRateHz, CancellationToken cancellationToken)
    {
        List<float> samples = [];
        await foreach (var block in ReadMonoBlocksAsync(file, start, duration, sampleRateHz, cancellationToken).ConfigureAwait(false))
        {
            samples.AddRange(block.Span);
        }

        return [.. samples];
    }

    /// <summary>Sound of one, two or all channels as blocks of interleaved samples. A block is valid until the next is asked for.</summary>
    /// <param name="file">What the probe said of it; it is not asked again.</param>
    /// <param name="channels">1 or 2, to which the file's own are mixed as the encoder mixes them; or as many as are heard of it.</param>
    /// <param name="first">The first sample frame to deliver, at <paramref name="sampleRateHz"/>.</param>
    /// <param name="count">How many to deliver; the file may hold fewer.</param>
    /// <param name="sampleRateHz">Samples a second to deliver.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="HeyGemException">As <see cref="ReadMonoAsync"/>.</exception>
    internal async IAsyncEnumerable<ReadOnlyMemory<float>> ReadBlocksAsync(
        ClipInfo file, int channels, long first, long count, int sampleRateHz, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var audio = SoundOf(file);
        var request = new Request(
            file.Path, audio.StreamIndex, channels, sampleRateHz, first + audio.Lead.ToSamples(sampleRateHz), count)
        {
            Layout = DecodeAudioArguments.Layout(audio, channels),
        };
        await foreach (var block in DecodeAsync(request, cancellationToken).ConfigureAwait(false))
        {
            yield return block;
        }
    }

    /// <summary>The same as a stream of blocks. A block is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<float>> ReadMonoBlocksAsync(
        ClipInfo file, MediaTime start, MediaTime? duration, int sampleRateHz, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start.Ticks, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1000);
        var (full, audio) = (file.Path, SoundOf(file));
        audio = audio with { Channel = audio.Channel ?? audio.SpokenChannel };
        var channels = audio.HeardChannels;
        var request = new Request(full, audio.StreamIndex, channels, sampleRateHz, (start + audio.Lead).ToSamples(sampleRateHz),
            duration?.ToSamples(sampleRateHz))
        {
            Layout = audio.Channel is null ? string.Empty : DecodeAudioArguments.Layout(audio, 1),
        };
        var mix = new ChannelMix(channels, audio.ChannelLayout);
        var kept = channels > 1 ? await WeighAsync(request, mix, cancellationToken).ConfigureAwait(false) : null;
        var mono = new float[BlockFrames];
        var delivered = 0L;
        var blocks = kept?.ToAsyncEnumerable() ?? DecodeAsync(request, cancellationToken);
        await foreach (var block in blocks.ConfigureAwait(false))
        {
            var count = block.Length / channels;
            mix.Mix(block.Span, mono.AsSpan(0, count));
            RequireNumbers(full, mono.AsSpan(0, count), delivered + request.Skip, sampleRateHz);
            delivered += count;
            yield return mono.AsMemory(0, count);
        }

        if (delivered == 0)
        {
            throw new HeyGemException(ErrorCode.AudioEmpty, $"{MediaName.Of(full)} holds no sound in the range asked for.");
        }
    }

    /// <summary>Weighs the channels of all that is asked for.</summary>
    /// <returns>All of it where it is short enough to keep; null where it must be decoded again.</returns>
    private async Task<List<ReadOnlyMemory<float>>?> WeighAsync(Request request, ChannelMix mix, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<float>>? kept = [];
        var count = 0L;
        await foreach (var block in DecodeAsync(request, cancellationToken).ConfigureAwait(false))
        {
            mix.Listen(block.Span);
            count += block.Length;
            kept = count <= MostKept ? kept : null;
            kept?.Add(block.ToArray());
        }

        return kept;
    }

    private static AudioStreamInfo SoundOf(ClipInfo file)
    {
        var audio = file.Audio is { SampleRateHz: > 0, Channels: > 0 } found
            ? found
            : throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{MediaName.Of(file.Path)} has no sound.");
        audio.RequireRead(file.Path);
        return audio;
    }

    private static void RequireNumbers(string path, Span<float> samples, long first, int sampleRateHz)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                throw new HeyGemException(
                    ErrorCode.AudioInvalidSamples,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The sound of {MediaName.Of(path)} holds a value that is not a number at " +
                            $"{MediaTime.FromSamples(first + i, sampleRateHz).Seconds:0.###} s."));
            }

            samples[i] = Math.Clamp(samples[i], -1f, 1f);
        }
    }

    /// <summary>
    /// Interleaved blocks of whole sample frames, after the skip and within the take. A decoder that dies is started once more.
    /// </summary>
    private async IAsyncEnumerable<ReadOnlyMemory<float>> DecodeAsync(
        Request request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var delivered = 0L;
        for (var retried = false; ; retried = true)
        {
            var child = FfmpegOutput.Start(new ChildProcessSpec(
                tools.FfmpegPath, DecodeAudioArguments.Build(request.Path, request.Stream, request.SampleRateHz, request.Layout)));
            await using (child.ConfigureAwait(false))
            {
                using var watch = new StallWatch(child.Kill, FfmpegOutput.StallLimit, TimeProvider.System);
                using var registration = cancellationToken.Register(child.Kill);
                var bytes = new byte[BlockFrames * request.Channels * sizeof(float)];
                var floats = new float[BlockFrames * request.Channels];
                var (skip, left, heard) = (request.Skip + delivered, (request.Take ?? long.MaxValue) - delivered, 0L);
                while (left > 0)
                {
                    watch.Wait();
                    var read = await child.StandardOutput.ReadAtLeastAsync(
                        bytes, bytes.Length, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
                    watch.Progress();
                    cancellationToken.ThrowIfCancellationRequested();
                    var frames = read / (request.Channels * sizeof(float));
                    var drop = (int)Math.Min(skip, frames);
                    var take = (int)Math.Min(left, frames - drop);
                    skip -= drop;
                    left -= take;
                    heard += frames;
                    delivered += take;
                    if (take > 0)
                    {
                        var from = drop * request.Channels;
                        var count = take * request.Channels;
                        MemoryMarshal.Cast<byte, float>(bytes).Slice(from, count).CopyTo(floats);
                        yield return floats.AsMemory(0, count);
                    }

                    if (read < bytes.Length)
                    {
                        break;
                    }
                }

                if (watch.Fired)
                {
                    throw new HeyGemException(ErrorCode.FfmpegStalled,
                        $"Decoding the sound of {MediaName.Of(request.Path)} made no progress for {watch.Limit.TotalSeconds:0} seconds.");
                }

                if (left <= 0 || await IsWholeAsync(child, request.Path, heard, retried).ConfigureAwait(false))
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Tells a stream that ended from a decoder that gave up; false where it died for the first time.</summary>
    private static async Task<bool> IsWholeAsync(ChildProcess child, string path, long heard, bool retried)
    {
        var exit = await child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        if (ToolExit.IsDeath(exit))
        {
            return retried ? throw ToolExit.Died(
                "ffmpeg", exit, child.ErrorTail, $"while decoding the sound of {MediaName.Of(path)}") : false;
        }

        return exit != 0 && heard == 0
            ? throw new HeyGemException(
                ErrorCode.MediaUnsupported,
                $"The sound of {MediaName.Of(path)} cannot be decoded.",
                new InvalidDataException(string.Join(" | ", child.ErrorTail.TakeLast(3))))
            { Hint = "Convert the voice to WAV, AAC or MP3." }
            : true;
    }

    private sealed record Request(string Path, int Stream, int Channels, int SampleRateHz, long Skip, long? Take)
    {
        /// <summary>What ffmpeg brings the sound to <see cref="Channels"/> with; empty where these are the stream's own.</summary>
        public string Layout { get; init; } = string.Empty;
    }
}
