using HeyGem.Bridge.Auth;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Media;

/// <summary>Files of this machine that a job may name by path.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this RouteGroupBuilder api) =>
        api.MapGet("/media", Media).For(AccessRule.Token)
            .WithName("getMedia").WithSummary("Whether a path may be named in a job: a file, inside a media folder. Does not open it.");

    private static Ok<MediaReply> Media(MediaFolders folders, string path)
    {
        var file = new FileInfo(folders.Resolve(path, "path"));
        return file.Exists
            ? TypedResults.Ok(new MediaReply(file.Name, file.Length))
            : throw new HeyGemException(ErrorCode.InputNotFound, $"{file.Name} has just gone.");
    }
}

/// <summary>A file that a job may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record MediaReply(string Name, long Bytes);
