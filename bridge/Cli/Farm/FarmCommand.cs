using System.CommandLine;
using System.Globalization;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Farm;

/// <summary><c>heygem farm</c>: invites workers, shows them, takes them out of work. Asks the bridge that runs on this machine.</summary>
internal static class FarmCommand
{
    public static Command Create() => new("farm", "Invites the workers of the running bridge, shows them and takes them out of work.")
    {
        Invite(), Status(),
        Named("withdraw", "Withdraws a key: its workers get nothing more.", "The name of the key.", HttpMethod.Delete, "keys/{0}"),
        Named("rest", "Takes a worker out of work after the segment that it is at.", "The worker's name.", HttpMethod.Post,
            "workers/{0}/rest"),
        Named("resume", "Lets a worker work again that rests or was set aside.", "The worker's name.", HttpMethod.Post,
            "workers/{0}/resume"),
    };

    private static Command Invite()
    {
        var farm = new Option<string?>("--farm") { Description = "The broker as workers reach it; else as the bridge does." };
        var name = new Option<string>("--name") { DefaultValueFactory = _ => "workers", Description = "What the key is called." };
        var command = new Command("invite", "Prints the line that makes a machine a worker; its key can be withdrawn.") { farm, name };
        command.SetAction((parsed, cancellationToken) => ToldAsync(
            async bridge =>
            {
                var address = parsed.GetValue(farm) is { } given ? FarmSettings.ReadAddress(given).ToString() : null;
                var reply = await bridge.AskAsync<InviteReply>(
                    HttpMethod.Post, "api/v1/farm/keys", new InviteRequest(parsed.GetValue(name)!), cancellationToken);
                await Console.Out.WriteLineAsync($"heygem work --farm {address ?? reply!.Broker} --key {reply!.Key}");
            },
            cancellationToken));
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Shows the broker, the workers, what each does, its speed and its failures.");
        command.SetAction((_, cancellationToken) => ToldAsync(
            async bridge =>
            {
                var view = (await bridge.AskAsync<FarmView>(HttpMethod.Get, "api/v1/farm", null, cancellationToken))!;
                await Console.Out.WriteLineAsync(view.Broker is null
                    ? "The bridge was started without a farm."
                    : $"Broker   {view.Broker}  {(view.Connected ? "connected" : "does not answer")}");
                await Console.Out.WriteLineAsync(
                    $"Segments {view.Drawing} at work, {view.Sent} at the broker, {view.Waiting} waiting");
                foreach (var worker in view.Workers)
                {
                    await Console.Out.WriteLineAsync(LineOf(worker));
                }
            },
            cancellationToken));
        return command;
    }

    private static string LineOf(WorkerView worker)
    {
        var doing = string.Join(", ", worker.Doing.Select(d => $"{d.Clip} segment {d.Segment + 1} frame {d.Frames}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{worker.Name}  {Word(worker.State)}  {worker.FramesPerSecond} frames/s  ")
            + $"{Counted.Of(worker.Segments, "segment")}  {Counted.Of(worker.Failures, "failure")}"
            + (doing.Length > 0 ? $"  {doing}" : string.Empty) + (worker.Reason is { } reason ? $"  ({reason})" : string.Empty);
    }

    private static string Word(WorkerState state) => state switch
    {
        WorkerState.Working => "works",
        WorkerState.Resting => "rests",
        WorkerState.SetAside => "set aside",
        _ => "silent",
    };

    private static Command Named(string word, string what, string whose, HttpMethod method, string route)
    {
        var name = new Argument<string>("name") { Description = whose };
        var command = new Command(word, what) { name };
        command.SetAction((parsed, cancellationToken) => ToldAsync(
            bridge => bridge.AskAsync<object>(
                method,
                "api/v1/farm/" + string.Format(
                    CultureInfo.InvariantCulture, route, Uri.EscapeDataString(parsed.GetRequiredValue(name))),
                null,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> ToldAsync(Func<RunningBridge, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var bridge = await RunningBridge.FindAsync(StartCommand.Settings(DataFolder.Current().Root), cancellationToken);
            if (bridge is null)
            {
                await Console.Error.WriteLineAsync("heygem: no bridge runs on this machine. Start it with `heygem serve --farm ...`.");
                return ExitCode.SomeFailed;
            }

            await ask(bridge);
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            return ServeCommand.Told(e);
        }
    }
}
