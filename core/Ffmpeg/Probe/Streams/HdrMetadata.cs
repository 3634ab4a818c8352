using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>The screen that a picture was graded on, in the whole numbers of SMPTE ST 2086.</summary>
/// <param name="Red">x and y, in units of 0.00002.</param>
/// <param name="Green">The same.</param>
/// <param name="Blue">The same.</param>
/// <param name="White">The same.</param>
/// <param name="MaxLuminance">In units of 0.0001 candela per square metre.</param>
/// <param name="MinLuminance">The same.</param>
public sealed record MasteringDisplay(
    (int X, int Y) Red, (int X, int Y) Green, (int X, int Y) Blue, (int X, int Y) White, long MaxLuminance, long MinLuminance);

/// <summary>What goes with HDR pictures besides their colour tags.</summary>
public sealed record HdrMetadata
{
    /// <summary>The screen, or null where the file does not say.</summary>
    public MasteringDisplay? Display { get; init; }

    /// <summary>The brightest sample and the brightest picture's average, candela per square metre; null where the file does not
    /// say.</summary>
    public (int MaxContent, int MaxAverage)? LightLevel { get; init; }

    /// <summary>Reads ffprobe's side data of a stream or a picture; null where it holds none of both.</summary>
    /// <param name="sides">Each entry as a look-up of its fields.</param>
    internal static HdrMetadata? Of(IEnumerable<Func<string, string?>> sides)
    {
        var found = new HdrMetadata();
        foreach (var side in sides)
        {
            if (side("side_data_type") == "Mastering display metadata" && side("red_x") is not null && side("max_luminance") is not null)
            {
                found = found with
                {
                    Display = new MasteringDisplay(
                        Point("red_x", "red_y"), Point("green_x", "green_y"), Point("blue_x", "blue_y"),
                        Point("white_point_x", "white_point_y"), Whole("max_luminance", 10_000), Whole("min_luminance", 10_000)),
                };
            }

            if (side("side_data_type") == "Content light level metadata")
            {
                found = found with { LightLevel = ((int)Whole("max_content", 1), (int)Whole("max_average", 1)) };
            }

            (int X, int Y) Point(string x, string y) => ((int)Whole(x, 50_000), (int)Whole(y, 50_000));

            long Whole(string name, int unit)
            {
                var text = side(name) ?? string.Empty;
                var value = Fraction.Parse(text.Contains('/', StringComparison.Ordinal) ? text : $"{text}/1");
                return value.Denominator > 0
                    ? (long)Math.Clamp(Math.Round((double)value.Numerator * unit / value.Denominator), 0, uint.MaxValue) : 0;
            }
        }

        return found is { Display: null, LightLevel: null } ? null : found;
    }
}
