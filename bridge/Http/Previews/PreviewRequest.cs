using System.ComponentModel;
using HeyGem.Bridge.Http.Jobs;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>A stretch of a result that is rendered to be looked at, before the whole is asked for.</summary>
internal sealed record PreviewRequest
{
    [Description("The job that would be sent, with the one clip that is looked at. What says where and as what results are written is "
        + "left aside: a preview is H.264 and lies with the bridge. Sending the same request again gives the same preview.")]
    public required JobRequest Job { get; init; }

    [Description("Where the stretch begins on the result's own time, counted from the clip's in point; where the voice speaks most when "
        + "left out.")]
    public PointRequest? From { get; init; }

    [Description("Where it ends, exclusive, at most 10 seconds later; 2 seconds later when left out. Only with from.")]
    public PointRequest? To { get; init; }
}

/// <summary>A preview as it was asked for, read by hand as a job is.</summary>
/// <param name="Request">What was asked for.</param>
internal sealed record PreviewBody(PreviewRequest Request)
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON, or not that of a preview.</exception>
    public static async ValueTask<PreviewBody?> BindAsync(HttpContext context) =>
        new(await JobBody.ReadAsync<PreviewRequest>(context, "preview", "job"));
}
