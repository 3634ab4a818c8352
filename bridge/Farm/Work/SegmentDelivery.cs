using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>Brings a drawn segment to the bridge, in pieces that go on where a broken connection left them.</summary>
internal sealed class SegmentDelivery(BridgeLink link)
{
    /// <summary>Returns when the bridge has noted the segment.</summary>
    /// <exception cref="HeyGemException">The bridge's own code; <see cref="ErrorCode.FarmBridgeUnreachable"/>: to be tried
    /// again.</exception>
    public async Task BringAsync(
        BridgeEntry entry, FarmMessage message, string path, byte[] note, CancellationToken cancellationToken)
    {
        var route = BridgeEntry.RouteOf(message);
        try
        {
            await BringAsync(route, entry.Worker, path, note, cancellationToken);
        }
        catch (HeyGemException e) when (e.Code is ErrorCode.FarmSegmentGone or ErrorCode.FarmVersionRefused)
        {
            // A bridge that started anew, or took a slow worker for a dead one, gave the segment to nobody yet: then it is ours again.
            await entry.BeginAsync(message, cancellationToken);
            await BringAsync(route, entry.Worker, path, note, cancellationToken);
        }
    }

    private async Task BringAsync(string route, string worker, string path, byte[] note, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        var total = file.Length;
        var buffer = new byte[Math.Min(total, FarmUploads.MostPiece)];
        var offset = Math.Min(await link.GetNumberAsync($"{route}/held?worker={worker}", cancellationToken), total);
        while (offset < total)
        {
            file.Position = offset;
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            await link.SendAsync(
                HttpMethod.Put, $"{route}?worker={worker}&offset={offset}&total={total}", buffer.AsMemory(0, read), cancellationToken);
            offset += read;
        }

        await link.SendAsync(HttpMethod.Post, $"{route}/done?worker={worker}&total={total}", note, cancellationToken);
    }
}
