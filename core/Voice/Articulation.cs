namespace HeyGem.Core.Voice;

/// <summary>The numbers behind a <see cref="VoiceStyle"/>. Speeds are in units of the curve a second.</summary>
/// <param name="ClosureThreshold">Probability from which lips must touch.</param>
/// <param name="ContactSeconds">Shortest full contact.</param>
/// <param name="Bend">Power of the distance to the widest opening; above 1 opens middle vowels further.</param>
/// <param name="WidthGain">Factor on width and rounding.</param>
/// <param name="OpenSpeed">Fastest opening, 1/s.</param>
/// <param name="CloseSpeed">Fastest closing, 1/s.</param>
/// <param name="WidthSpeed">Fastest change of width and rounding, 1/s.</param>
internal sealed record Articulation(
    double ClosureThreshold, double ContactSeconds, float Bend, float WidthGain, float OpenSpeed, float CloseSpeed, float WidthSpeed)
{
    private static readonly Articulation Natural = new(LogitMinusHalf, 0.04, 1, 1, 9, 12, 10);
    private static readonly Articulation Clear = new(LogitMinusOne, 0.06, 1.35f, 1.25f, 11, 14, 12);

    // 1 / (1 + e^0.5) and 1 / (1 + e^1): a missed closure looks worse than a closure too many.
    private const double LogitMinusHalf = 0.3775;
    private const double LogitMinusOne = 0.2689;

    /// <summary>The numbers of a style.</summary>
    public static Articulation Of(VoiceStyle style) => style == VoiceStyle.Clear ? Clear : Natural;
}
