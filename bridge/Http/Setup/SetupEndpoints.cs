using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Setup;

/// <summary>What the user of this machine may change about the bridge, and how it is stopped. Closed over the LAN address.</summary>
internal static class SetupEndpoints
{
    public static void MapSetup(this RouteGroupBuilder api)
    {
        api.MapGet("/settings", Read).For(AccessRule.Token)
            .WithName("getSettings").WithSummary("Folders, start at login and limits of this bridge.");
        api.MapPut("/settings", Change).For(AccessRule.Token)
            .WithName("putSettings").WithSummary("Changes them. Folders apply from the next start, the start at login at once.");
        api.MapPost("/stop", Stop).For(AccessRule.Token)
            .WithName("stop").WithSummary("Ends the bridge in order; what is not finished goes on with the next start.");
    }

    private static Ok<SettingsReply> Read(HttpContext context, BridgeSettings settings)
    {
        RequireThisMachine(context);
        return TypedResults.Ok(Reply(settings));
    }

    private static Ok<SettingsReply> Change(SettingsRequest request, HttpContext context, BridgeSettings settings)
    {
        RequireThisMachine(context);
        new SavedSettings(request.OutputFolder, request.MediaFolders ?? []).Write(settings.DataFolder);
        if (request.StartAtLogin != LoginStart.IsOn())
        {
            LoginStart.Set(request.StartAtLogin);
        }

        return TypedResults.Ok(Reply(settings));
    }

    private static Ok<StopReply> Stop(HttpContext context, IHostApplicationLifetime lifetime)
    {
        RequireThisMachine(context);

        // After the reply: the client learns that it was heard.
        context.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return TypedResults.Ok(new StopReply(true));
    }

    private static SettingsReply Reply(BridgeSettings settings)
    {
        var saved = SavedSettings.Read(settings.DataFolder);
        return new SettingsReply(
            saved.OutputFolder,
            saved.MediaFolders,
            LoginStart.IsOn(),
            LoginStart.InstalledProgram() is not null,
            new RunningReply(
                settings.OutputFolder,
                settings.DataFolder,
                settings.LogFolder,
                new DataFolder(settings.DataFolder).Models,
                (int)settings.KeepFor.TotalDays,
                (int)(settings.KeepBytes / 1_000_000_000),
                settings.Lan?.Authority(settings.Port),
                AppContext.BaseDirectory));
    }

    private static void RequireThisMachine(HttpContext context)
    {
        if (LanLogin.IsLan(context))
        {
            throw new HeyGemException(ErrorCode.RequestNoSuchRoute, "The bridge is set up and stopped on its own machine only.");
        }
    }
}

/// <summary>What the user chose.</summary>
/// <param name="StartAtLogin">Whether the bridge starts when the user signs in.</param>
/// <param name="OutputFolder">Whole path of an existing folder for results, or null for the usual one.</param>
/// <param name="MediaFolders">Whole paths of existing folders that media may be read from, beside the usual ones.</param>
internal sealed record SettingsRequest(bool StartAtLogin, string? OutputFolder = null, IReadOnlyList<string>? MediaFolders = null);

/// <summary>What the user chose, and how the bridge runs now.</summary>
/// <param name="OutputFolder">The chosen folder for results, or null for the usual one.</param>
/// <param name="MediaFolders">The chosen folders for media.</param>
/// <param name="StartAtLogin">Whether the bridge starts when the user signs in.</param>
/// <param name="CanStartAtLogin">Whether it could: only an installed bridge can.</param>
/// <param name="Running">How it runs now.</param>
internal sealed record SettingsReply(
    string? OutputFolder, IReadOnlyList<string> MediaFolders, bool StartAtLogin, bool CanStartAtLogin, RunningReply Running);

/// <summary>How the bridge runs now.</summary>
/// <param name="OutputFolder">Where results go.</param>
/// <param name="DataFolder">Where everything of the user's lies but results.</param>
/// <param name="LogFolder">Where the log lies.</param>
/// <param name="ModelFolder">Where installed models lie.</param>
/// <param name="KeepDays">Days after which unused uploads and caches are removed.</param>
/// <param name="KeepGigabytes">How much of them is kept.</param>
/// <param name="Lan">The LAN address with its port, or null while other machines are not served.</param>
/// <param name="ProgramFolder">Where the program lies.</param>
internal sealed record RunningReply(
    string OutputFolder,
    string DataFolder,
    string LogFolder,
    string ModelFolder,
    int KeepDays,
    int KeepGigabytes,
    string? Lan,
    string ProgramFolder);

/// <summary>Heard.</summary>
/// <param name="Stopping">True.</param>
internal sealed record StopReply(bool Stopping);
