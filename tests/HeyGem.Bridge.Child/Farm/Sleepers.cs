using System.Security.Cryptography;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Farm.Work;

/// <summary>Many workers of a farm in one process, each with connections of its own, that sleep instead of drawing.</summary>
internal static class Sleepers
{
    /// <summary>A segment's file, bytes.</summary>
    private const int FileBytes = 256 << 10;

    /// <summary>Works until the process is killed.</summary>
    /// <param name="place">The broker, the key and a folder.</param>
    /// <param name="count">How many workers.</param>
    /// <param name="sleep">How long each takes for a segment.</param>
    public static async Task WorkAsync((string Broker, string Key, string Folder) place, int count, TimeSpan sleep)
    {
        var invitation = FarmInvitation.Read(place.Key);
        List<BridgeLink> links = [.. Enumerable.Range(0, count).Select(_ => new BridgeLink(invitation))];
        await Task.WhenAll(links.Select((link, n) => new WorkerLoop(
            new WorkOptions(new Uri(place.Broker), invitation, place.Folder) { Name = $"sleeper {n}" }, [SleptOrder.SharedLane], link,
            [new Sleeper(Path.Combine(place.Folder, $"sleeper-{n}"), sleep)], static _ => { }).RunAsync(CancellationToken.None)));
    }

    private sealed class Sleeper(string path, TimeSpan sleep) : ISegmentDrawer
    {
        public long Frames => 0;

        public double FramesPerSecond => 0;

        public async Task<(string Path, byte[] Note)> DrawAsync(
            FarmMessage message, BeginReply given, CancellationToken cancellationToken)
        {
            await Task.Delay(sleep, cancellationToken);
            var file = new byte[FileBytes];
            RandomNumberGenerator.Fill(file);
            await File.WriteAllBytesAsync(path, file, cancellationToken);
            return (path, SHA256.HashData(file));
        }

        public void Forget(int segment) => File.Delete(path);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
