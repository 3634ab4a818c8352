using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// A network namespace of Linux with one cable to this machine that can be pulled: what runs inside reaches nothing else. Needs root.
/// </summary>
internal sealed class CutNetwork : IAsyncDisposable
{
    private const string Ip = "/usr/sbin/ip";

    private readonly string _name = $"hg{Environment.ProcessId}";

    private CutNetwork()
    {
    }

    /// <summary>This machine, as it is seen from inside.</summary>
    public string Host { get; } = $"10.213.{Environment.ProcessId % 250}.1";

    /// <summary>Words before a command that make it run inside.</summary>
    public IReadOnlyList<string> Inside => [Ip, "netns", "exec", _name];

    private string Outer => _name + "a";

    /// <summary>Makes it; skips the test where that is not allowed.</summary>
    public static async Task<CutNetwork> MakeAsync()
    {
        var network = new CutNetwork();
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists(Ip) && await TryAsync("netns", "add", network._name),
            "A network namespace cannot be made here: it takes Linux, iproute2 and root.");
        var inner = network._name + "b";
        await DoAsync("link", "add", network.Outer, "type", "veth", "peer", "name", inner, "netns", network._name);
        await DoAsync("addr", "add", $"{network.Host}/30", "dev", network.Outer);
        await DoAsync("link", "set", network.Outer, "up");
        await DoAsync("-n", network._name, "addr", "add", $"{network.Host[..^1]}2/30", "dev", inner);
        await DoAsync("-n", network._name, "link", "set", inner, "up");
        return network;
    }

    /// <summary>Pulls the cable: whatever is sent is lost, and nobody is told.</summary>
    public Task CutAsync() => DoAsync("-n", _name, "link", "set", _name + "b", "down");

    /// <summary>Plugs it in again.</summary>
    public Task MendAsync() => DoAsync("-n", _name, "link", "set", _name + "b", "up");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await TryAsync("link", "del", Outer);
        await TryAsync("netns", "del", _name);
    }

    private static async Task DoAsync(params IReadOnlyList<string> words) =>
        Assert.True(await TryAsync(words), $"ip {string.Join(' ', words)}");

    private static async Task<bool> TryAsync(params IReadOnlyList<string> words)
    {
        await using var run = ChildProcess.Start(new ChildProcessSpec(Ip, words));
        return await run.WaitAsync(CancellationToken.None) == 0;
    }
}
