using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using HeyGem.Bridge.Cli.Checks;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Health;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem doctor</c>: tells the truth about what a render needs; exit 0 only if one can run.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Checks ffmpeg, models, provider, disk and versions.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var data = DataFolder.Current();
        Say("program", $"HeyGem.Bridge {typeof(DoctorCommand).Assembly.GetName().Version?.ToString(3)}, " +
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores");
        Say("data folder", $"{data.Root} ({Free(data.Root)})");
        if (DataFolderCheck.Notice(data.Root, Disk.KindOf) is { } place)
        {
            Say(string.Empty, $"{place} [{ErrorCode.StoreOnNetwork.WireName()}]");
            Say(string.Empty, ErrorCode.StoreOnNetwork.Hint());
        }

        Say("limits", $"at least {MediaLimits.MinSide} pixels a side; at most {MediaLimits.MaxPixels} pixels a picture, " +
            $"{MediaLimits.MaxFrames} frames, {MediaLimits.MaxStreams} streams");
        var healthy = true;
        try
        {
            var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, null, cancellationToken);
            Say("ffmpeg", $"{ffmpeg.Version} at {ffmpeg.FfmpegPath}");
            if (ffmpeg.Notice is { } notice)
            {
                Say(string.Empty, $"{notice} [{ErrorCode.FfmpegOutdated.WireName()}]");
                Say(string.Empty, ErrorCode.FfmpegOutdated.Hint());
            }
        }
        catch (HeyGemException e)
        {
            healthy = Problem("ffmpeg", e);
        }

        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            foreach (var weights in tools.Weights)
            {
                Say("model", weights);
            }

            tools.OpenModels();
            Say("provider", tools.Provider);
            Say("render", await RenderCheck.RunAsync(tools, cancellationToken));
        }
#pragma warning disable CA1031 // Doctor names whatever is wrong with this machine, foreseen or not.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            healthy = Problem("render", UnexpectedFault.Of("The models cannot be loaded", e));
        }

        healthy &= EngineCheck.Tell(data, Say, Problem);
        Say("result", healthy ? "a render can run" : "a render cannot run until the above is mended");
        return healthy ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static void Say(string what, string text) => Console.Out.WriteLine($"{what,-12} {text}");

    private static bool Problem(string what, HeyGemException error)
    {
        Say(what, $"{error.Message} [{error.Code.WireName()}]");
        Say(string.Empty, error.Hint);
        return false;
    }

    private static string Free(string folder)
    {
        try
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / 1e9:0.0} GB free");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "free space not known";
        }
    }
}
