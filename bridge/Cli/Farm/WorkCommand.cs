using System.CommandLine;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Farm.Work;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Farm;

/// <summary><c>heygem work</c>: draws segments for a bridge on another machine, or for the one on this machine.</summary>
internal static class WorkCommand
{
    /// <summary>The environment variable with the key, for whoever does not want it in the list of processes.</summary>
    public const string KeyVariable = "HEYGEM_FARM_KEY";

    private const int MostSlots = 64;

    public static Command Create()
    {
        var farm = new Option<string>("--farm") { Required = true, Description = "The broker, such as amqps://broker:5671/heygem." };
        var key = new Option<string?>("--key") { Description = $"The key of the invitation; else what {KeyVariable} holds." };
        var slots = new Option<int>("--slots")
        {
            DefaultValueFactory = _ => 1,
            Description = $"Segments drawn at a time, 1 to {MostSlots}; one alone uses most of a small machine.",
        };
        var size = new Option<int>("--cache-gb")
        {
            DefaultValueFactory = _ => 20,
            Description = "Keep at most so many gigabytes of what was fetched.",
        };
        var name = new Option<string>("--name")
        {
            DefaultValueFactory = _ => Environment.MachineName,
            Description = "What the farm calls this worker.",
        };
        var share = new Option<string[]>("--share")
        {
            Description = "A folder that both see, as the bridge calls it and as this machine does: /mnt/media=/Volumes/media.",
        };
        var command = new Command("work", "Draws segments for a bridge, until Ctrl+C.") { farm, key, slots, size, name, share };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => new WorkOptions(
                FarmSettings.ReadAddress(parsed.GetRequiredValue(farm)),
                FarmInvitation.Read(parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable) ?? string.Empty),
                Path.Combine(DataFolder.Current().Root, "worker"))
            {
                Slots = parsed.GetValue(slots) is >= 1 and <= MostSlots and var count
                    ? count : throw new HeyGemException(ErrorCode.ArgumentInvalid, $"--slots is 1 to {MostSlots}."),
                CacheBytes = Math.Max(1, parsed.GetValue(size)) * 1_000_000_000L,
                Name = parsed.GetValue(name)!,
                Shares = [.. (parsed.GetValue(share) ?? []).Select(SharedFolder.Read)],
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Func<WorkOptions> read, CancellationToken cancellationToken)
    {
        try
        {
            var options = read();
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            tools.OpenModels();
            await Worker.RunAsync(options, tools, sentence => Console.Out.WriteLine(sentence), cancellationToken);
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            return ServeCommand.Told(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end, which is its only end; systemd and Docker take any other code for a failure.
            return ExitCode.Done;
        }
    }
}
