using System.Text.Json;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Errors;

/// <summary>Turns whatever a request runs into into one kind of answer. The only place in the bridge that catches everything.</summary>
internal sealed partial class ExceptionFilter(RequestDelegate next, ILogger<ExceptionFilter> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            {
                await Problem.WriteAsync(context, Bare(context), context.Response.StatusCode);
            }
        }
        catch (HeyGemException e)
        {
            BridgeLog.RequestRefused(logger, context.Request.Method, context.Request.Path, e.Code.WireName(), e.Message);
            await Problem.WriteAsync(context, e);
        }
        catch (BadHttpRequestException e)
        {
            var error = Explain(e);
            BridgeLog.RequestRefused(logger, context.Request.Method, context.Request.Path, error.Code.WireName(), error.Message);
            await Problem.WriteAsync(context, error, e.StatusCode);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
#pragma warning disable CA1031 // The last line: a mistake of ours becomes a coded answer and a log record, never a stack on the wire.
        catch (Exception e)
#pragma warning restore CA1031
        {
            BridgeLog.RequestFailed(logger, e, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await Problem.WriteAsync(context, new HeyGemException(ErrorCode.Internal, "The bridge made a mistake with this request."));
        }
    }

    private static HeyGemException Explain(BadHttpRequestException e) => e switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new HeyGemException(ErrorCode.RequestTooLarge, "The request's body is larger than this address takes."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            new HeyGemException(ErrorCode.RequestUnsupportedType, "The request's body is not application/json."),
        { InnerException: JsonException json } => Explain(json),
        _ => new HeyGemException(ErrorCode.RequestInvalid, DisplayText.Text(e.Message, 300)),
    };

    private static HeyGemException Explain(JsonException e)
    {
        var where = string.IsNullOrEmpty(e.Path) ? "$" : DisplayText.Text(e.Path, 200);
        if (Lacking().Match(e.Message) is { Success: true } lacks)
        {
            var fields = DisplayText.Text(
                lacks.Groups[1].Value.Replace("'", string.Empty, StringComparison.Ordinal).Replace(';', ','), 200);
            return new HeyGemException(ErrorCode.RequestInvalid, $"The request lacks at {where}: {fields}.");
        }

        return e.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)
            ? new HeyGemException(ErrorCode.RequestUnknownField, $"The request has a field that does not exist at {where}.")
            : new HeyGemException(ErrorCode.RequestInvalid, $"The request's body cannot be read at {where}.");
    }

    // The reader tells of fields that are left out in its sentence only.
    [GeneratedRegex(@"missing required properties including: (.+)\.$")]
    private static partial Regex Lacking();

    private static HeyGemException Bare(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new HeyGemException(ErrorCode.RequestNoSuchRoute, "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed =>
            new HeyGemException(ErrorCode.RequestNoSuchRoute, $"This address does not take {context.Request.Method}."),
        StatusCodes.Status413PayloadTooLarge =>
            new HeyGemException(ErrorCode.RequestTooLarge, "The request's body is larger than this address takes."),
        StatusCodes.Status415UnsupportedMediaType =>
            new HeyGemException(ErrorCode.RequestUnsupportedType, "The request's body is not application/json."),
        _ => new HeyGemException(ErrorCode.RequestInvalid, "The request cannot be answered."),
    };
}
