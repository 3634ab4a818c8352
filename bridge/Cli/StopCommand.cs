using System.CommandLine;
using System.Diagnostics;
using HeyGem.Bridge.Host;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem stop</c>: ends the running bridge in order and returns once it is gone, so that its files may be replaced.</summary>
internal static class StopCommand
{
    // A bridge gives its clips back within ten seconds.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var command = new Command("stop", "Stops the running bridge; what is not finished goes on with the next start.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settings = StartCommand.Settings(DataFolder.Current().Root);
            using var running = await RunningBridge.FindAsync(settings, cancellationToken);
            if (running is null)
            {
                await Console.Out.WriteLineAsync("No bridge runs.");
                return ExitCode.Done;
            }

            await running.StopAsync(cancellationToken);
            var waited = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    InstanceLock.Take(settings).Dispose();
                    await Console.Out.WriteLineAsync("Stopped.");
                    return ExitCode.Done;
                }
                catch (HeyGemException e) when (e.Code == ErrorCode.BridgeAlreadyRunning && waited.Elapsed < _patience)
                {
                    await Task.Delay(_pause, cancellationToken);
                }
            }
        }
        catch (HeyGemException e)
        {
            return ServeCommand.Told(e);
        }
    }
}
