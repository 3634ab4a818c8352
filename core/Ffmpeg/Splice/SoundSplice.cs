using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Splice;

/// <summary>What is heard in a part of a result.</summary>
/// <param name="File">Its file.</param>
/// <param name="In">The time of the file that the part begins with.</param>
/// <param name="Length">How much of the file is heard; silence fills the rest of the part.</param>
/// <param name="Start">Where the part begins in the result.</param>
/// <param name="End">Where it ends.</param>
internal sealed record NewSound(ClipInfo File, MediaTime In, MediaTime Length, MediaTime Start, MediaTime End);

/// <summary>
/// The sound of a finished result with other sound in a part of it; all other samples are those of the result. PCM is cut at the sample.
/// AAC is cut between packets, which are copied: a packet is heard over 2048 samples, so up to as many beside the part are new, too.
/// </summary>
/// <param name="tools">The ffmpeg to run.</param>
/// <param name="target">The corrected result.</param>
/// <param name="folder">Where the files go; is ours and stays until the result is made.</param>
internal sealed class SoundSplice(FfmpegTools tools, EncodeSpec target, string folder)
{
    private const int RateHz = EncodeArguments.SampleRateHz;

    // Sound that begins and ends at once clicks.
    private const int FadeSamples = RateHz / 200;

    private readonly bool _isMp4 = EncodeProfiles.Of(target.Format, target.Source) == EncodeProfile.H264;
    private readonly long _total = target.FrameRate.StartOf(target.FrameCount).ToSamples(RateHz);

    // The encoder's choices in a packet depend on those before: it has heard some when the first one is taken.
    private const int PacketsBefore = 8;

    /// <summary>Makes the tracks; none where the result has no sound.</summary>
    /// <param name="result">The finished result.</param>
    /// <param name="sound">What is new.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException">What probing and decoding throw, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.OutputFailed"/>.</exception>
    public async Task<IReadOnlyList<SoundTrack>> RunAsync(string result, NewSound sound, CancellationToken cancellationToken)
    {
        List<SoundTrack> tracks = [];
        for (var number = 1; ; number++)
        {
            var file = await new MediaProbe(tools)
                .ProbeVoiceAsync(result, new StreamNumbers(Audio: number == 1 ? null : number), cancellationToken).ConfigureAwait(false);
            if (number == 1 && file.Audio is { Use.Number: not 1 })
            {
                file = await new MediaProbe(tools)
                    .ProbeVoiceAsync(result, new StreamNumbers(Audio: 1), cancellationToken).ConfigureAwait(false);
            }

            if (file.Audio is not { } audio)
            {
                return [];
            }

            var samples = PathOf($"sound{number}.w64");
            tracks.Add(_isMp4
                ? await SpliceAsync(file, sound, samples, cancellationToken).ConfigureAwait(false)
                : await WriteAsync(file, sound, samples, (0, _total), cancellationToken).ConfigureAwait(false));
            if (number >= (audio.Use?.Of ?? 1))
            {
                return tracks;
            }
        }
    }

    /// <summary>Samples of a track with the new ones over them.</summary>
    private async Task<SoundTrack> WriteAsync(
        ClipInfo old, NewSound sound, string path, (long First, long End) part, CancellationToken cancellationToken)
    {
        var length = part.End - part.First;
        var audio = old.Audio!;
        var channels = audio.HeardChannels;
        var speakers = channels switch { 1 => 0x4, 2 => 0x3, _ => Wave64.Speakers(audio.ChannelLayout) };
        var frameBytes = channels * sizeof(float);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.SetLength(file, Wave64.HeadBytes + (length * frameBytes));
        RandomAccess.Write(file, Wave64.Head(channels, speakers, RateHz, length * frameBytes), 0);
        var at = 0L;
        await foreach (var block in new AudioReader(tools)
            .ReadBlocksAsync(old, channels, part.First, length, RateHz, cancellationToken).ConfigureAwait(false))
        {
            RandomAccess.Write(file, MemoryMarshal.AsBytes(block.Span), Wave64.HeadBytes + (at * frameBytes));
            at += block.Length / channels;
        }

        var (first, end) = (sound.Start.ToSamples(RateHz) - part.First, sound.End.ToSamples(RateHz) - part.First);
        var silence = new byte[RateHz * frameBytes];
        for (at = first; at < end; at += RateHz)
        {
            var bytes = (int)Math.Min(RateHz, end - at) * frameBytes;
            RandomAccess.Write(file, silence.AsSpan(0, bytes), Wave64.HeadBytes + (at * frameBytes));
        }

        var heard = channels <= 2 ? channels : 1;
        int[] places = heard == channels ? [.. Enumerable.Range(0, channels)] : speakers is 0 or 0x33 ? [0, 1] : [2];
        at = 0;
        await foreach (var block in new AudioReader(tools).ReadBlocksAsync(
            sound.File, heard, sound.In.ToSamples(RateHz), Math.Min(sound.Length.ToSamples(RateHz), end - first), RateHz, cancellationToken)
            .ConfigureAwait(false))
        {
            var (count, laid) = (block.Length / heard, new float[block.Length / heard * channels]);
            for (var i = 0; i < count; i++)
            {
                var fade = Math.Min(1, (float)Math.Min(at + i + 1, end - first - at - i) / FadeSamples);
                for (var c = 0; c < places.Length; c++)
                {
                    laid[(i * channels) + places[c]] = fade * block.Span[(i * heard) + Math.Min(c, heard - 1)];
                }
            }

            RandomAccess.Write(file, MemoryMarshal.AsBytes(laid.AsSpan()), Wave64.HeadBytes + ((first + at) * frameBytes));
            at += count;
        }

        return new SoundTrack(path, 0, 0);
    }

    /// <summary>The packets of the old track, with those of the new samples where they differ.</summary>
    private async Task<SoundTrack> SpliceAsync(ClipInfo old, NewSound sound, string samples, CancellationToken cancellationToken)
    {
        var (oldPath, newPath, path) = (samples + ".old.aac", samples + ".new.aac", samples + ".aac");
        await FfmpegAsync(
            [
                .. FfmpegInput.Of(old.Path, null), "-map", FormattableString.Invariant($"0:{old.Audio!.StreamIndex}"), "-c", "copy",
                "-f", "adts", "file:" + oldPath,
            ],
            cancellationToken).ConfigureAwait(false);
        var was = AdtsFile.Places(oldPath);
        var packets = was.Count - 1;
        if (AdtsFile.LastSamples(packets, _total) is not { } last)
        {
            throw new HeyGemException(
                ErrorCode.CorrectionMismatch,
                $"The sound of {MediaName.Of(old.Path)} has {packets} packets, which is not what its pictures last.");
        }

        // Packet n is heard from sample (n - 1) * 1024 on, over two packets.
        var first = (int)(sound.Start.ToSamples(RateHz) / AdtsFile.PacketSamples);
        var end = (int)Math.Min(packets, ((sound.End.ToSamples(RateHz) - 1) / AdtsFile.PacketSamples) + 2);
        var before = Math.Max(0, first - PacketsBefore);
        var part = (before * (long)AdtsFile.PacketSamples, Math.Min(_total, (end + 1L) * AdtsFile.PacketSamples));
        await WriteAsync(old, sound, samples, part, cancellationToken).ConfigureAwait(false);
        await FfmpegAsync(
            [.. FfmpegInput.Of(samples, "w64"), .. SoundTrack.Aac(old.Audio.Channels), "-f", "adts", "file:" + newPath],
            cancellationToken).ConfigureAwait(false);
        var now = AdtsFile.Places(newPath);
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            AdtsFile.Copy(oldPath, 0, was[first], file);
            AdtsFile.Copy(newPath, now[first - before], now[end - before], file);
            AdtsFile.Copy(oldPath, was[end], was[^1], file);
        }

        return new SoundTrack(path, packets, last);
    }

    private async Task FfmpegAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfmpegPath,
            ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y", .. arguments],
            _ => { },
            cancellationToken).ConfigureAwait(false);
        if (exit != 0)
        {
            throw tail.Any(line => line.Contains("No space left", StringComparison.Ordinal))
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for the sound of {MediaName.Of(target.OutputPath)}.")
                : new HeyGemException(
                    ErrorCode.OutputFailed,
                    $"The sound of {MediaName.Of(target.OutputPath)} cannot be written: {string.Join(" | ", tail.TakeLast(2))}");
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
