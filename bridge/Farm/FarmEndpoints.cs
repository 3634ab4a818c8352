using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Farm;

/// <summary>What people ask of a farm: how it stands, who may work for it, who rests.</summary>
internal static class FarmEndpoints
{
    private const int MostCharacters = 60;

    public static void MapFarm(this RouteGroupBuilder api)
    {
        api.MapGet("/farm", View).For(AccessRule.Token)
            .WithName("getFarm").WithSummary("The broker, the workers, what each does, its speed and its failures.");
        api.MapPost("/farm/keys", Invite).For(AccessRule.Token)
            .WithName("inviteWorker").WithSummary("Makes a key for workers, in place of one of the same name; it is shown once.");
        api.MapDelete("/farm/keys/{name}", Withdraw).For(AccessRule.Token)
            .WithName("withdrawKey").WithSummary("Withdraws a key: its workers get nothing more, and what they had is given to others.");
        api.MapPost("/farm/workers/{name}/rest", Rest).For(AccessRule.Token)
            .WithName("restWorker").WithSummary("Takes a worker out of work after the segment that it is at.");
        api.MapPost("/farm/workers/{name}/resume", Resume).For(AccessRule.Token)
            .WithName("resumeWorker").WithSummary("Lets a worker work again that rests or was set aside.");
    }

    private static Ok<FarmView> View(BridgeSettings settings, FarmBoard board, WorkerKeys keys) =>
        TypedResults.Ok(board.View(settings.Farm?.Address.ToString(), keys.Names));

    private static Ok<InviteReply> Invite(HttpContext context, InviteRequest request, BridgeSettings settings, WorkerKeys keys,
        TimeProvider time)
    {
        if (request.Name.Length is 0 or > MostCharacters || request.Name.Any(char.IsControl))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, $"\"name\" has 1 to {MostCharacters} characters.");
        }

        var broker = settings.Farm ?? throw new HeyGemException(
            ErrorCode.RequestInvalid, "This bridge was started without a farm.")
        { Hint = "Start it with --farm amqps://broker:5671/heygem." };
        string? fingerprint = null;
        if (settings.Lan is { } lan)
        {
            using var certificate = LanCertificate.Get(settings.LanCertificatePath, lan.Address, time);
            fingerprint = LanCertificate.Fingerprint(certificate);
        }

        var bridge = settings.Lan is null
            ? $"http://127.0.0.1:{context.Connection.LocalPort}/" : $"https://{settings.Lan.Authority(settings.Port)}/";
        var invitation = new FarmInvitation(bridge, fingerprint, keys.Make(request.Name));
        return TypedResults.Ok(new InviteReply(invitation.ToString(), broker.Address.ToString()));
    }

    private static NoContent Withdraw(string name, WorkerKeys keys, FarmBoard board)
    {
        keys.Withdraw(name);
        board.Withdraw(name);
        return TypedResults.NoContent();
    }

    private static NoContent Rest(string name, FarmBoard board)
    {
        board.Rest(name, rest: true);
        return TypedResults.NoContent();
    }

    private static NoContent Resume(string name, FarmBoard board)
    {
        board.Rest(name, rest: false);
        return TypedResults.NoContent();
    }
}
