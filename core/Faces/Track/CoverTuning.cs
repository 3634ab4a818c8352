using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// The numbers by which things before a mouth are found. Colours are on the 0..255 scale with skin's luma brought to
/// <see cref="SkinLuma"/>; places are cells of <see cref="CoverGrid"/>. Measured on 14 clips without and 60 composites with such things;
/// lower limits find more of them and call shadows and collars one.
/// </summary>
internal static class CoverTuning
{
    /// <summary>Smallest cell that is looked at, frame pixels: a face of about 45 pixels.</summary>
    public const float LeastCell = 0.45f;

    /// <summary>Luma to which this frame's skin is brought.</summary>
    public const float SkinLuma = 140;

    /// <summary>Darkest skin that is judged, luma; below it colour is noise.</summary>
    public const float LeastLuma = 34;

    /// <summary>Brightest skin that is judged, luma; above it colour is washed out.</summary>
    public const float MostLuma = 228;

    /// <summary>Distance from skin beyond which a cell may be covered.</summary>
    public const float Odd = 16;

    /// <summary>Distance beyond doubt.</summary>
    public const float Sure = 32;

    /// <summary>Least cells of one thing within the zone.</summary>
    public const int LeastArea = 25;

    /// <summary>Least cells beyond doubt beside the lips.</summary>
    public const int LeastSure = 10;

    /// <summary>Gaps up to twice this many cells are filled.</summary>
    public const int CloseCells = 4;

    /// <summary>Where a thing must begin: within the jaw for every turn that is drawn. A wider zone holds collar, hair and neck.</summary>
    public static PixelRect Zone { get; } = new(26, 19, 44, 42);

    /// <summary>Whether a cell lies where lips and teeth may be.</summary>
    public static bool IsLips(int column, int row)
    {
        var (x, y) = ((column - 47.5f) / 19, (row - 44.5f) / 15);
        return (x * x) + (y * y) < 1;
    }
}
