using System.Security.Cryptography;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Farm;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// Sends segments to the workers of a farm and waits for them; draws itself what no worker can draw, and while there is none. Thread-safe.
/// </summary>
/// <param name="folder">Where bundles lie while their segments are drawn; made on first use.</param>
/// <param name="board">Who draws what.</param>
internal sealed class FarmExecutor(string folder, FarmBoard board) : ISegmentExecutor
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);

    /// <summary>The executor of a bridge's settings.</summary>
    public FarmExecutor(BridgeSettings settings, FarmBoard board)
        : this(settings.FarmFolder, board)
    {
    }

    /// <inheritdoc/>
    public async Task DrawAsync(ISegmentOrder order, CancellationToken cancellationToken)
    {
        var drawing = await order.DescribeAsync(cancellationToken);
        if (drawing is null || !SegmentBundle.CanTravel(drawing))
        {
            return;
        }

        var bundle = Path.Combine(folder, $"{order.Key}.bundle");
        try
        {
            PrivateFile.MakeFolder(folder);
            File.Delete(bundle);
            SegmentBundle.Write(bundle, order, drawing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, "The disk of the data folder has no room for what workers need.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"The data folder cannot be written: {e.Message}", e);
        }

        var work = new FarmOrder(order, (bundle, await HashAsync(bundle, cancellationToken)), SegmentBundle.MediaOf(drawing));
        board.Add(work);
        try
        {
            await DrawAsync(work, cancellationToken);
        }
        finally
        {
            board.Remove(work);
            File.Delete(bundle);
        }
    }

    private async Task DrawAsync(FarmOrder work, CancellationToken cancellationToken)
    {
        while (work.Order.FirstMissing() >= 0)
        {
            if (board.NextHere(work) is { } part)
            {
                // A segment that no worker could draw may fail here, too: what then remains is the render's own to try again or to end.
                await work.Order.DrawHereAsync(part.Index, 1, DrawingLane.Alone, cancellationToken);
            }
            else
            {
                await Task.Delay(_look, cancellationToken);
            }
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
