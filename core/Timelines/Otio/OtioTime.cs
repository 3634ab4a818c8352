using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Otio;

/// <summary>Times as OpenTimelineIO writes them: a count and its rate, both decimal.</summary>
internal static class OtioTime
{
    private const decimal MostSeconds = 7_000_000;

    /// <summary>The rate of a <c>RationalTime</c>, or null.</summary>
    public static FrameRate? RateOf(JsonNode? time) =>
        Number(time?["rate"]) is { } rate && FrameRate.TryParse(rate.ToString("0.######", CultureInfo.InvariantCulture), out var known)
            ? known : null;

    /// <summary>A <c>RationalTime</c> in ticks, or null where it is none or later than any timeline.</summary>
    public static long? TicksOf(JsonNode? time)
    {
        if (RateOf(time) is not { } rate || Number(time!["value"]) is not { } value || Math.Abs(value) > MostSeconds * 1000)
        {
            return null;
        }

        var scaled = value * 1_000_000;
        if (Math.Abs(value / rate.Numerator * rate.Denominator) > MostSeconds)
        {
            return null;
        }

        return Ticks.OfSeconds(new BigInteger(decimal.Round(scaled)) * rate.Denominator, new BigInteger(1_000_000) * rate.Numerator);
    }

    /// <summary>A <c>TimeRange</c> in ticks, or null.</summary>
    public static TickRange? RangeOf(JsonNode? range) =>
        TicksOf(range?["start_time"]) is { } start && TicksOf(range!["duration"]) is { } length
            ? new TickRange(start, start + length) : null;

    /// <summary>A <c>RationalTime</c> of whole frames.</summary>
    public static JsonObject Of(long frames, FrameRate rate) => new()
    {
        ["OTIO_SCHEMA"] = "RationalTime.1",
        ["rate"] = rate.Denominator == 1 ? JsonValue.Create((double)rate.Numerator) : JsonValue.Create(rate.PerSecond),
        ["value"] = (double)frames,
    };

    /// <summary>A <c>RationalTime</c> of ticks: in frames of a rate where they are whole, else in ticks.</summary>
    public static JsonObject OfTicks(long ticks, FrameRate rate)
    {
        var frame = Ticks.FrameOf(rate);
        return ticks % frame == 0 ? Of(ticks / frame, rate) : Of(ticks, FrameRate.Of(MediaTime.TicksPerSecond, 1));
    }

    /// <summary>A <c>TimeRange</c>.</summary>
    public static JsonObject Range(JsonNode start, JsonNode duration) =>
        new() { ["OTIO_SCHEMA"] = "TimeRange.1", ["duration"] = duration, ["start_time"] = start };

    /// <summary>A number without a detour over floating point, or null.</summary>
    public static decimal? Number(JsonNode? node) => node is JsonValue value
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
