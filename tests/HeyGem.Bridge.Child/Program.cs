using System.Diagnostics;
using System.Globalization;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Settings;
using HeyGem.Bridge.Tests;
using HeyGem.Core.Errors;

if (args is ["sleepers", var at, var key, var theirs, var count, var seconds])
{
    await Sleepers.WorkAsync(
        (at, key, theirs), int.Parse(count, CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
    return 0;
}

// A bridge in a process of its own, to be killed: arguments are a folder, the durable step at which it kills itself, or "-", and "real"
// where it renders, or the number of segments that workers bring; then the address of a farm's broker and the bridge's own port where it
// has one, and the address that other machines reach it by.
var (folder, killAt) = (args[0], args[1]);
var settings = new BridgeSettings
{
    Port = args is [_, _, _, _, var port, ..] ? int.Parse(port, CultureInfo.InvariantCulture) : 0,
    Farm = args is [_, _, _, var broker, _, ..] ? FarmSettings.Read(broker) : null,
    Lan = args is [_, _, _, _, _, var host] ? LanSettings.Of(host, "the password of a test") : null,
    DataFolder = Path.Combine(folder, "data"),
    OutputFolder = Path.Combine(folder, "out"),
    MediaRoots = [Path.Combine(folder, "media")],
    WebRoot = Path.Combine(folder, "no-page"),
};
var real = new RealRender();
var slept = new SleptRender(args is [_, _, var segments, ..] && int.TryParse(segments, out var many) ? many : 0);
var parts = new RenderBackend(
    args is [_, _, "real", ..] ? real.Delegate : args is [_, _, _, ..] ? slept.Delegate : new FakeRender().Delegate,
    (_, _) => Task.FromResult<IReadOnlyList<HealthCheck>>([]),
    (_, _, _) => throw new HeyGemException(ErrorCode.MediaUnreadable, "No pictures here."),
    (_, _) => Task.CompletedTask)
{
    DrawWith = executor => real.Executor = slept.Executor = executor,
};
try
{
    await BridgeHost.RunAsync(settings, parts, address => Console.Out.WriteLine(address.Port), KillAt, TimeProvider.System,
        CancellationToken.None);
    return 0;
}
catch (HeyGemException e)
{
    Console.Out.WriteLine(e.Code.WireName() + ": " + e.Message);
    return 75;
}

void KillAt(string step)
{
    if (step == killAt)
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
