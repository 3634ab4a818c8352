using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Splice;

/// <summary>
/// The sound of a result in MP4, encoded while its segments are drawn, so that joining them copies it. PCM costs nothing and is left to the
/// join, and so is a sound that cannot be encoded here: whatever is the matter with it is then told there. Disposing stops the encoder and
/// removes what it wrote.
/// </summary>
internal sealed class SoundAhead : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FfmpegTools _tools;
    private readonly EncodeSpec _target;
    private readonly string _path;
    private readonly Task<(EncodeSpec Target, IReadOnlyList<string> Warnings)> _encoding;
    private int _files;

    private SoundAhead(FfmpegTools tools, EncodeSpec target, string path)
    {
        (_tools, _target, _path) = (tools, target, path);
        _encoding = Task.Run(EncodeAsync);
    }

    /// <summary>Begins to encode.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="target">The result.</param>
    /// <param name="path">The beginning of the names of the files that are written, in a folder of ours.</param>
    public static SoundAhead Start(FfmpegTools tools, EncodeSpec target, string path) => new(tools, target, path);

    /// <summary>Waits for the end.</summary>
    /// <returns>The result with its sound as it is to be joined, and what could not be kept of the sound, each a sentence.</returns>
    public Task<(EncodeSpec Target, IReadOnlyList<string> Warnings)> TargetAsync(CancellationToken cancellationToken) =>
        _encoding.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_encoding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        for (var i = 0; i < _files; i++)
        {
            try
            {
                File.Delete(PathOf(i));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The folder went away or turned read-only, and what the clip failed of says so. The folder is ours: it goes as a whole.
            }
        }
    }

    private async Task<(EncodeSpec Target, IReadOnlyList<string> Warnings)> EncodeAsync()
    {
        try
        {
            return await TryEncodeAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HeyGemException or IOException or UnauthorizedAccessException)
        {
            return (_target, []);
        }
    }

    private async Task<(EncodeSpec Target, IReadOnlyList<string> Warnings)> TryEncodeAsync(CancellationToken cancellationToken)
    {
        var isMp4 = EncodeProfiles.Of(_target.Format, _target.Source) == EncodeProfile.H264;
        var (sound, warnings) = isMp4
            ? await SoundEncoding.OfAsync(_tools, _target, isMp4, cancellationToken).ConfigureAwait(false) : (null, []);
        if (sound is null)
        {
            return (_target, []);
        }

        _files = sound.Streams.Count;
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            _tools.FfmpegPath,
            [
                "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", "-loglevel", "error", "-y",
                .. FfmpegInput.Of(sound.Path, null),
                .. sound.Streams.SelectMany((stream, i) => EncodeArguments.Sound(sound, stream, "adts", PathOf(i))),
            ],
            _ => { },
            cancellationToken).ConfigureAwait(false);
        var tracks = exit == 0 ? [.. sound.Streams.Select((_, i) => TrackOf(PathOf(i), sound.TotalSamples))] : new List<SoundTrack?>();
        return tracks.Count == 0 || tail.Count > 0 || tracks.Contains(null)
            ? (_target, [])
            : (_target with { Audio = null, Tracks = [.. tracks.OfType<SoundTrack>()] }, warnings);
    }

    /// <summary>A track of the packets in a file; null where they are not as long as the result.</summary>
    private static SoundTrack? TrackOf(string path, long samples)
    {
        var packets = AdtsFile.Places(path).Count - 1;
        return AdtsFile.LastSamples(packets, samples) is { } last ? new SoundTrack(path, packets, last) : null;
    }

    private string PathOf(int track) => $"{_path}{track}.aac";
}
