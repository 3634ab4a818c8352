using HeyGem.Core.Errors;
using HeyGem.Core.Farm;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>One place of a worker: draws a segment at a time, and keeps the clip of the last one planned for the next.</summary>
internal sealed class SlotWork(WorkOptions options, RenderTools tools, MediaShelf shelf, int number) : ISegmentDrawer
{
    private SegmentPainter? _painter;
    private List<string> _held = [];

    /// <inheritdoc/>
    public long Frames { get; private set; }

    /// <inheritdoc/>
    public double FramesPerSecond { get; private set; }

    private string Folder => Path.Combine(options.Folder, "slots", $"{number}");

    /// <inheritdoc/>
    public async Task<(string Path, byte[] Note)> DrawAsync(
        FarmMessage message, BeginReply given, CancellationToken cancellationToken)
    {
        Frames = 0;
        if (_painter?.Key != message.Order)
        {
            await LeaveAsync(remove: false);
            await OpenAsync(given, cancellationToken);
        }

        return _painter!.Key == message.Order
            ? await _painter.DrawAsync(message.Segment, cancellationToken)
            : throw new HeyGemException(ErrorCode.FarmOrderUnreadable, "The bridge sent the words of another render.");
    }

    /// <inheritdoc/>
    public void Forget(int segment) => _painter?.Forget(segment);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => LeaveAsync(remove: false);

    private async Task OpenAsync(BeginReply given, CancellationToken cancellationToken)
    {
        try
        {
            _held.Add(given.Bundle);
            var bundle = await shelf.GetAsync(given.Bundle, "bundle", given.BundleBytes, isHash: true, cancellationToken);
            _painter = await SegmentPainter.OpenAsync(tools, bundle, FetchAsync, Folder, new Progress(this), cancellationToken);
        }
        catch (HeyGemException e)
        {
            // A file that is not what its key says is fetched anew the next time.
            await LeaveAsync(remove: e.Code is ErrorCode.FarmDiffers or ErrorCode.FarmOrderUnreadable);
            throw;
        }

        async Task<string> FetchAsync(BundleMedia media, CancellationToken token)
        {
            if (await SharedMedia.FindAsync(options.Shares, media, token) is { } shared)
            {
                return shared;
            }

            _held.Add(media.Key);
            var path = await shelf.GetAsync(media.Key, media.Name, media.Bytes, isHash: false, token);
            File.SetLastWriteTimeUtc(path, new DateTime(media.Changed, DateTimeKind.Utc));
            return path;
        }
    }

    private async ValueTask LeaveAsync(bool remove)
    {
        if (_painter is not null)
        {
            await _painter.DisposeAsync();
            _painter = null;
        }

        shelf.Release(_held, remove);
        _held = [];
    }

    private sealed class Progress(SlotWork slot) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value)
        {
            if (value.Stage == RenderStage.Draw)
            {
                (slot.Frames, slot.FramesPerSecond) = (value.FramesDone, value.FramesPerSecond);
            }
        }
    }
}
