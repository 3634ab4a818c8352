using HeyGem.Bridge.Auth;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Uploads;

/// <summary>Taking files in.</summary>
internal static class UploadEndpoints
{
    private const string BodyType = "application/octet-stream";

    public static void MapUploads(this RouteGroupBuilder api) =>
        api.MapPost("/uploads", UploadAsync).For(AccessRule.Token).Accepts<byte[]>(BodyType)
            .WithName("upload").WithSummary("Takes in a file, the request's whole body, and keeps it under an id.");

    private static async Task<Created<UploadReply>> UploadAsync(
        HttpContext context, UploadStore shelf, string? name, CancellationToken cancellationToken)
    {
        if (context.Request.ContentType != BodyType)
        {
            throw new HeyGemException(ErrorCode.RequestUnsupportedType, $"An upload's content type is {BodyType}.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The shelf counts the file's own bytes; the server would count the framing of chunks along.
            limit.MaxRequestBodySize = null;
        }

        var reply = await shelf.TakeAsync(name, context.Request.ContentLength, context.Request.Body, cancellationToken);
        return TypedResults.Created((string?)null, reply);
    }
}
