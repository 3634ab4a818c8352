using System.Text.Json;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Errors;

/// <summary>An error as every client reads it, of type <c>application/problem+json</c>. Never holds a stack or a path of ours.</summary>
/// <param name="Type">A name for the kind of problem: <c>urn:heygem:</c> and the code.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, naming the field or file.</param>
/// <param name="Code">The code to act on, such as <c>path.not_allowed</c>.</param>
/// <param name="Hint">What the editor does about it.</param>
/// <param name="RequestId">What to look for in the log.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string Hint, string RequestId)
{
    public const string ContentType = "application/problem+json";

    /// <summary>
    /// Answers a request with an error; a response that has begun is cut off instead, so that no client takes it for whole.
    /// </summary>
    public static Task WriteAsync(HttpContext context, HeyGemException error) => WriteAsync(context, error, HttpStatus.Of(error.Code));

    /// <summary>The same with a status of its own.</summary>
    public static async Task WriteAsync(HttpContext context, HeyGemException error, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var code = error.Code.WireName();
        var title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        var problem = new Problem($"urn:heygem:{code}", title, status, error.Message, code, error.Hint, context.TraceIdentifier);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = error.Code == ErrorCode.QueueFull ? "30" : "5";
        }

        await JsonSerializer.SerializeAsync(context.Response.Body, problem, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
