using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Watching;

/// <summary>What became of a pair, in a file beside it, which is also how a later start knows that the pair is done.</summary>
public sealed record WatchReport
{
    /// <summary>What a report's name ends with.</summary>
    public const string Ending = ".lipsync.json";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The files that it was made from.</summary>
    public required PairState From { get; init; }

    /// <summary>The preset that it was made with; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The result's name; null where there is none.</summary>
    public string? Result { get; init; }

    /// <summary>The error's code; null where there is a result.</summary>
    public string? Code { get; init; }

    /// <summary>The error in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>What helps.</summary>
    public string? Hint { get; init; }

    /// <summary>The render's own report.</summary>
    public RenderReport? Report { get; init; }

    /// <summary>Writes it over the one that is there.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>.</exception>
    public void Write(string path)
    {
        try
        {
            DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, _json));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(
                ErrorCode.OutputNotWritable, $"The report {Path.GetFileName(path)} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Which files a report was made from, where it has a result; null where it has none, or is no report.</summary>
    public static PairState? DoneFrom(string path)
    {
        try
        {
            var done = File.Exists(path) ? JsonSerializer.Deserialize<Done>(File.ReadAllBytes(path), _json) : null;
            return done?.Result is null ? null : done.From;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What of a report is read again.</summary>
    private sealed record Done(PairState? From, string? Result);
}
