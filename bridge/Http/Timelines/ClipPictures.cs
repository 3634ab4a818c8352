using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Items;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>
/// Small pictures of clips that are not rendered yet. A file's path is a part of the address and not of the query, so that a ticket for
/// one opens no other.
/// </summary>
internal static class ClipPictures
{
    private const double MaxSeconds = 1e6;

    public static void MapClipPictures(this RouteGroupBuilder api) =>
        api.MapGet("/media/{file}/thumbnail/{seconds:double}", GetAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, Thumbnails.ContentType)
            .WithName("getMediaThumbnail")
            .WithSummary("A small JPEG of a file in a media folder, whose path in UTF-8 is base64url in the address, at a time.");

    /// <summary>The address of the picture of a clip's first frame.</summary>
    public static string AddressOf(ClipSelection clip)
    {
        var seconds = new MediaTime((clip.Range.InFrame + clip.Range.HandleBefore) * clip.Frame).Seconds;
        var file = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(clip.Path));
        return string.Create(CultureInfo.InvariantCulture, $"/api/v1/media/{file}/thumbnail/{seconds:0.###}");
    }

    private static async Task<PhysicalFileHttpResult> GetAsync(
        string file, double seconds, MediaFolders folders, Thumbnails thumbnails, CancellationToken cancellationToken)
    {
        JobRequestReader.Require(seconds is >= 0 and <= MaxSeconds, "seconds", "is 0 to 1000000");
        var path = Base64Url.IsValid(file) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(file)) : string.Empty;
        return TypedResults.PhysicalFile(
            await thumbnails.GetAsync(folders.Resolve(path, "file"), seconds, cancellationToken), Thumbnails.ContentType);
    }
}
