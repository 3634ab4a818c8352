namespace HeyGem.Core.Timelines;

/// <summary>Which clips of a timeline can be rendered. The panel holds the same rules; both run the vectors in tests/vectors.</summary>
internal static class Eligibility
{
    /// <summary>How far from 1 a speed may be told and still be 1: editors write it in floating point.</summary>
    public const double SpeedTolerance = 1e-4;

    private static readonly string[] _stills =
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".psd", ".psb", ".exr", ".dpx", ".heic", ".tga", ".ai", ".svg"];
    private static readonly string[] _graphics = [".mogrt", ".aegraphic", ".prgraphic", ".prtl"];

    /// <summary>The first reason why a clip itself cannot be rendered, or null; the one that an editor can act on first comes
    /// first.</summary>
    public static SkipReason? Of(Item item, Func<string, bool> isOwnRender) =>
        item.Adjustment ? SkipReason.Adjustment
        : item.Media is not { } media ? SkipReason.NoMedia
        : OfMedia(media, isOwnRender)
        ?? (item.Disabled ? SkipReason.Disabled
            : item.Reversed ? SkipReason.Reversed
            : item.Span.Length <= 0 ? SkipReason.Empty
            : media.Frame is not > 0 ? SkipReason.UnknownRate
            : !IsFullSpeed(item, media.Frame.Value) ? SkipReason.Speed
            : null);

    /// <summary>Whether a sound is heard as it was recorded.</summary>
    public static bool IsPlainSound(Item item) => !item.Disabled && !item.Reversed && Math.Abs(item.Speed - 1) <= SpeedTolerance;

    private static SkipReason? OfMedia(ItemMedia media, Func<string, bool> isOwnRender) =>
        media.Multicam ? SkipReason.Multicam
        : media.Nested ? SkipReason.Nested
        : media.Merged ? SkipReason.Merged
        : media.Subclip ? SkipReason.Subclip
        : string.IsNullOrEmpty(media.Path) || HasEnding(media.Path, _graphics) ? SkipReason.Graphic
        : media.Offline ? SkipReason.Offline
        : isOwnRender(media.Path) ? SkipReason.OwnRender
        : media.Still || HasEnding(media.Path, _stills) ? SkipReason.Still
        : null;

    private static bool IsFullSpeed(Item item, long frame) =>
        Math.Abs(item.Speed - 1) <= SpeedTolerance && Int128.Abs((Int128)item.Source.Length - item.Span.Length) < frame;

    private static bool HasEnding(string path, string[] endings) =>
        endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
