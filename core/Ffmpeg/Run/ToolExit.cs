using HeyGem.Core.Errors;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>Tells a program that was ended from one that refused its input.</summary>
internal static class ToolExit
{
    private const int NotRun = 126, NotFound = 127, FirstSignal = 129, LastSignal = 159, Interrupted = 255;

    /// <summary>
    /// Whether an exit code is a death: a signal, a crash, a program that could not be loaded, or ffmpeg's own answer to a request to stop.
    /// Other codes are refusals: ffmpeg 5 and 6 end with 1, later ones with the low byte of their error number, 171..254, which none of
    /// these is.
    /// </summary>
    public static bool IsDeath(int exit) => OperatingSystem.IsWindows()
        ? (uint)exit >> 28 == 0xC
        : exit is NotRun or NotFound or Interrupted or (>= FirstSignal and <= LastSignal);

    /// <summary>
    /// Whether the program stopped at a picture larger than it was told to read: a refusal, also where the answer breaks off.
    /// </summary>
    public static bool PassedPixelLimit(IReadOnlyList<string> tail) =>
        tail.Any(line => line.Contains("exceeds specified max pixel count", StringComparison.Ordinal));

    /// <summary>The error for a program that died, with the last lines that it wrote.</summary>
    /// <param name="program">Path of the program.</param>
    /// <param name="exit">Its exit code.</param>
    /// <param name="tail">The last lines of its standard error.</param>
    /// <param name="doing">What it was doing, such as <c>while decoding a.mp4</c>, or null.</param>
    public static HeyGemException Died(string program, int exit, IReadOnlyList<string> tail, string? doing = null)
    {
        var how = !IsDeath(exit) ? $"ended with code {exit} before its answer was whole"
            : exit is >= FirstSignal and <= LastSignal ? $"was ended by signal {exit - 128}" : $"died with code {exit}";
        var lines = tail.Count == 0 ? "it said nothing" : string.Join(" | ", tail.TakeLast(3));
        return new HeyGemException(
            ErrorCode.FfmpegDied,
                $"{Path.GetFileNameWithoutExtension(program)} {how}{(doing is null ? string.Empty : " " + doing)}, twice: {lines}.");
    }
}
