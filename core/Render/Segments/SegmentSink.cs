using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// Takes the frames of segments that follow one another, and gives each segment an encoder of its own, which is started before its first
/// frame comes. While one segment is counted, hashed and noted, the next is encoded already. Disposing throws away what is half encoded,
/// and waits until what is whole is noted.
/// </summary>
/// <param name="tools">The ffmpeg to run.</param>
/// <param name="target">The whole result.</param>
/// <param name="folder">Where the segments lie.</param>
/// <param name="segments">The first segment and the last.</param>
/// <param name="describe">Gives a segment's frames, and what is to be noted with its file when they are all written.</param>
/// <param name="cancel">Ends the counting and noting, too.</param>
internal sealed class SegmentSink(
    FfmpegTools tools, EncodeSpec target, SegmentFolder folder, (int First, int Last) segments,
    Func<int, (int Frames, Func<EncodedSegment, SegmentNote> Note)> describe, CancellationToken cancel)
    : IAsyncDisposable
{
    // ffmpeg takes a tenth of a second to start, in which it would hold up everything before it.
    private const int FramesBefore = 24;

    private readonly string _extension = EncodeProfiles.Of(target.Format, target.Source).Extension();
    private int _segment = segments.First;
    private SegmentWriter? _writer;
    private SegmentWriter? _next;
    private Task _finishing = Task.CompletedTask;

    /// <summary>Starts the first segment's encoder, so that it is there when the first frame comes.</summary>
    public void Start() => _writer ??= Open(_segment);

    /// <summary>Writes the next frame.</summary>
    public async ValueTask WriteAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (_finishing.IsFaulted)
        {
            await _finishing;
        }

        _writer ??= Open(_segment);
        if (_writer.FramesLeft <= FramesBefore && _segment < segments.Last)
        {
            _next ??= Open(_segment + 1);
        }

        await _writer.WriteAsync(frame, cancellationToken);
        if (_writer.FramesLeft == 0)
        {
            // One at a time: a disk that is slower than the encoder holds it up here.
            await _finishing.WaitAsync(cancellationToken);
            _finishing = FinishAsync(_writer, _segment, describe(_segment).Note);
            (_writer, _next) = (_next, null);
            _segment++;
        }
    }

    /// <summary>Waits until the last segment is noted.</summary>
    public Task EndAsync() => _finishing;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in new[] { _writer, _next }.OfType<SegmentWriter>())
        {
            await writer.DisposeAsync();
        }

        await _finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private SegmentWriter Open(int segment) =>
        SegmentWriter.Open(tools, target, folder.PathOf(segment, _extension), describe(segment).Frames);

    private async Task FinishAsync(SegmentWriter writer, int segment, Func<EncodedSegment, SegmentNote> note)
    {
        await using (writer)
        {
            folder.Add(segment, note(await writer.FinishAsync(cancel)));
        }
    }
}
