using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>
/// A worker's standing with the bridge. A bridge that started anew does not know it any more: then it enters again and asks once more.
/// Thread-safe.
/// </summary>
internal sealed class BridgeEntry(BridgeLink link, WorkOptions options, IReadOnlyList<string> lanes)
{
    private readonly Lock _gate = new();
    private Task<FarmSettings>? _entering;
    private volatile string _worker = string.Empty;

    /// <summary>The worker's id; empty until it entered.</summary>
    public string Worker => _worker;

    /// <summary>Enters; gives the way to the broker.</summary>
    /// <exception cref="HeyGemException">The bridge's own code, or <see cref="ErrorCode.FarmBridgeUnreachable"/>.</exception>
    public async Task<FarmSettings> EnterAsync(CancellationToken cancellationToken)
    {
        var reply = await link.PostAsync<EnterReply>(
            "enter", new EnterRequest(EnterRequest.Current, options.Name, options.Version, lanes, options.Slots), cancellationToken);
        _worker = reply.Worker;
        return new FarmSettings(options.Broker, new FarmLogin(reply.User, reply.Password)) { Fingerprint = reply.Certificate };
    }

    /// <summary>A sign of life.</summary>
    public Task<BeatReply> BeatAsync(IReadOnlyList<DoingPart> doing, double framesPerSecond, CancellationToken cancellationToken) =>
        KnownAsync(
            worker => link.PostAsync<BeatReply>("beat", new BeatRequest(worker, doing, framesPerSecond), cancellationToken),
            cancellationToken);

    /// <summary>Asks for a segment.</summary>
    public Task<BeginReply> BeginAsync(FarmMessage message, CancellationToken cancellationToken) => KnownAsync(
        worker => link.PostAsync<BeginReply>($"{RouteOf(message)}/begin?worker={worker}", null, cancellationToken), cancellationToken);

    /// <summary>Says that a segment was not drawn; a bridge that does not hear it finds out by itself.</summary>
    public async Task FailAsync(FarmMessage message, HeyGemException why, CancellationToken cancellationToken)
    {
        try
        {
            var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new FailRequest(why.Code.WireName(), why.Message), Http.WebJson.Options);
            await link.SendJsonAsync($"{RouteOf(message)}/fail?worker={_worker}", body, cancellationToken);
        }
        catch (Exception e) when (e is HeyGemException or OperationCanceledException)
        {
        }
    }

    /// <summary>The segment's address at the bridge.</summary>
    public static string RouteOf(FarmMessage message) => $"segments/{message.Order}/{message.Segment}";

    /// <summary>Asks, and once more after entering anew where the bridge does not know this worker.</summary>
    private async Task<T> KnownAsync<T>(Func<string, Task<T>> ask, CancellationToken cancellationToken)
    {
        var worker = _worker;
        try
        {
            return await ask(worker);
        }
        catch (HeyGemException e) when (e.Code == ErrorCode.FarmVersionRefused)
        {
            var entering = Task.CompletedTask;
            lock (_gate)
            {
                if (_worker == worker)
                {
                    entering = _entering = _entering is { IsCompleted: false } ? _entering : EnterAsync(cancellationToken);
                }
            }

            await entering;
            return await ask(_worker);
        }
    }
}
