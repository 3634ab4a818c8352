using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>Reads a finished file back, because an encoder's exit code does not prove that everything is in it.</summary>
internal static class ResultCheck
{
    /// <summary>Counts and hashes at once: the disk is read once, since what one has read the other finds in memory.</summary>
    /// <param name="path">The finished file.</param>
    /// <param name="spec">What should be in it.</param>
    /// <param name="count">Counts its pictures and throws where they are not what they should be.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The pictures, and the hash in lower-case hexadecimal.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>; or what counting throws.</exception>
    public static async Task<(long Frames, string Sha256)> CountAndHashAsync(
        string path, EncodeSpec spec, Func<CancellationToken, Task<long>> count, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hashing = HashAsync(path, spec, stop.Token);
        try
        {
            var frames = await count(stop.Token).ConfigureAwait(false);
            return (frames, await hashing.ConfigureAwait(false));
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)hashing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The same as below without another listener.</summary>
    public static Task<long> CountFramesAsync(
        FfmpegTools tools, string path, EncodeSpec spec, TimeSpan stallLimit, CancellationToken cancellationToken) =>
        CountFramesAsync(tools, path, spec, null, stallLimit, cancellationToken);

    /// <summary>Counts the pictures and checks that the sound is there where it should be. Every packet read is a sign of life.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="path">The finished file.</param>
    /// <param name="spec">What should be in it.</param>
    /// <param name="also">Given each line of the packet list, too; or null.</param>
    /// <param name="stallLimit">Silence after which ffmpeg is stopped.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>; <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public static async Task<long> CountFramesAsync(
        FfmpegTools tools, string path, EncodeSpec spec, Action<string>? also, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        var packets = new PacketCount();
        Action<string> hear = packets.Add;
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfmpegPath, PacketListArguments.Of(path), hear + also, stallLimit, cancellationToken).ConfigureAwait(false);
        var complaint = string.Join(" | ", tail.TakeLast(2));
        return exit != 0 ? throw Miscounted(spec, packets.Pictures, complaint) : Judge(spec, packets.Pictures, packets.Sounds, complaint);
    }

    /// <summary>A file that has another number of pictures than it should.</summary>
    public static HeyGemException Miscounted(EncodeSpec spec, long pictures, string complaint) => new(
        ErrorCode.OutputFailed,
        $"The result for {MediaName.Of(spec.OutputPath)} holds {pictures} of {Counted.Of(spec.FrameCount, "frame")}. {complaint}");

    /// <summary>A file that the disk does not give back.</summary>
    public static HeyGemException Unreadable(EncodeSpec spec, Exception cause) => new(
        ErrorCode.OutputFailed, $"The result for {MediaName.Of(spec.OutputPath)} cannot be read back: {cause.Message}", cause);

    /// <summary>Pictures that were counted.</summary>
    /// <param name="spec">What should be in the file.</param>
    /// <param name="pictures">How many there are.</param>
    /// <param name="sounds">How many packets of sound there are.</param>
    /// <param name="complaint">What the reader said.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: it is not what should be there.</exception>
    public static long Judge(EncodeSpec spec, long pictures, long sounds, string complaint) => pictures switch
    {
        _ when pictures != spec.FrameCount => throw Miscounted(spec, pictures, complaint),
        _ when (spec.Audio is not null || spec.Tracks.Count > 0) && sounds == 0 =>
            throw new HeyGemException(ErrorCode.OutputFailed, $"The result for {MediaName.Of(spec.OutputPath)} has no sound."),
        _ => pictures,
    };

    private static async Task<string> HashAsync(string path, EncodeSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            const FileOptions Options = FileOptions.SequentialScan | FileOptions.Asynchronous;
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, Options);
            await using (file.ConfigureAwait(false))
            {
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(spec, e);
        }
    }

    /// <summary>Counts the lines of a packet list by the kind of their stream.</summary>
    private sealed class PacketCount
    {
        private const string MediaType = "#media_type ";

        private readonly HashSet<string> _pictureStreams = [];

        public long Pictures { get; private set; }

        public long Sounds { get; private set; }

        public void Add(string line)
        {
            if (line.StartsWith(MediaType, StringComparison.Ordinal))
            {
                var parts = line[MediaType.Length..].Split(": ");
                if (parts is [var stream, "video"])
                {
                    _pictureStreams.Add(stream);
                }
            }
            else if (!line.StartsWith('#') && line.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
            {
                if (_pictureStreams.Contains(line[..comma]))
                {
                    Pictures++;
                }
                else
                {
                    Sounds++;
                }
            }
        }
    }
}
