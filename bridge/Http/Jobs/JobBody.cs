using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Render.Presets;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>
/// A job as it was posted. Read by hand, so that what JSON must know of a job's many fields is worked out at the first job and not at each
/// start.
/// </summary>
/// <param name="Request">What was asked for.</param>
internal sealed record JobBody(JobRequest Request)
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON, or not that of a job.</exception>
    public static async ValueTask<JobBody?> BindAsync(HttpContext context)
    {
        var (sent, whole) = await ReadBothAsync<JobRequest>(context, "job", null);

        // A preset may be changed between a request and its repetition, which is still the same request.
        return new JobBody(ReferenceEquals(sent, whole) ? whole : whole with { Sent = sent });
    }

    /// <summary>Reads a body that is a job or has one in it. A preset that the job names stands in for what it leaves out.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What the body is.</param>
    /// <param name="member">The member that is the job; null where the body is.</param>
    /// <exception cref="BadHttpRequestException">It is not JSON, or of another shape.</exception>
    internal static async Task<T> ReadAsync<T>(HttpContext context, string what, string? member)
        where T : class => (await ReadBothAsync<T>(context, what, member)).Whole;

    /// <summary>The body as it was sent, and with what the preset stands in for.</summary>
    private static async Task<(T Sent, T Whole)> ReadBothAsync<T>(HttpContext context, string what, string? member)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is not application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var body = await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
            var request = body.Deserialize<T>(WebJson.Options)
                ?? throw new BadHttpRequestException($"A {what} is required in the body.");
            var job = member is null ? body : body.GetProperty(member);
            return (request, job.TryGetProperty("preset", out var name) && name.GetString() is { } preset
                ? WithPreset<T>(body, member, context.RequestServices.GetRequiredService<PresetStore>().All().GetValueOrDefault(preset))
                : request);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is no {what}.", e);
        }
    }

    private static T WithPreset<T>(JsonElement body, string? member, Preset? preset)
    {
        JobRequestReader.Require(preset is not null, "preset", "is the name of a preset");
        var asked = JsonObject.Create(body)!;
        var job = member is null ? asked : asked[member]!.AsObject();
        foreach (var (setting, value) in JsonSerializer.SerializeToNode(preset, WebJson.Options)!.AsObject())
        {
            if (!job.ContainsKey(setting))
            {
                job[setting] = value!.DeepClone();
            }
        }

        return asked.Deserialize<T>(WebJson.Options)!;
    }
}
