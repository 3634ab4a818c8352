namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// One row of teeth, seen from the front, with the small irregularities that make it a person's. The same seed gives the same teeth.
/// Widths follow mean crown sizes of adults (8.5, 6.5, 7.5, 7 mm above; 5.3, 5.9, 6.9, 7 mm below) foreshortened by the arch, at 90 mm
/// between the outer eye corners.
/// </summary>
internal sealed class DentalArch
{
    private static readonly float[] UpperWidths = [0.092f, 0.070f, 0.064f, 0.048f, 0.038f];
    private static readonly float[] LowerWidths = [0.057f, 0.062f, 0.062f, 0.050f, 0.038f];
    private static readonly float[] UpperEdges = [0f, 0.0075f, 0.002f, 0.009f, 0.015f];
    private static readonly float[] LowerEdges = [0f, 0.001f, -0.002f, 0.004f, 0.008f];
    private static readonly float[] UpperRounds = [0.0085f, 0.0105f, 0.0150f, 0.0130f, 0.012f];
    private static readonly float[] LowerRounds = [0.0050f, 0.0055f, 0.0110f, 0.0110f, 0.010f];
    private static readonly float[] UpperPowers = [3.4f, 2.6f, 1.7f, 1.8f, 2f];
    private static readonly float[] LowerPowers = [3.5f, 3f, 1.8f, 1.8f, 2f];

    private readonly ToothForm[] _teeth;

    private DentalArch(ToothForm[] teeth) => _teeth = teeth;

    /// <summary>The upper row.</summary>
    public static DentalArch Upper(int seed, float size) =>
        new(Build(seed, size, UpperWidths, UpperEdges, UpperRounds, UpperPowers));

    /// <summary>The lower row; its edge grows upward.</summary>
    public static DentalArch Lower(int seed, float size) =>
        new(Build(seed + 77, size, LowerWidths, LowerEdges, LowerRounds, LowerPowers));

    /// <summary>The tooth at x; the outermost goes on beyond the row's end.</summary>
    public ToothForm At(float x)
    {
        foreach (var tooth in _teeth)
        {
            if (x < tooth.Centre + tooth.Half)
            {
                return tooth;
            }
        }

        return _teeth[^1];
    }

    /// <summary>How deep the row lies behind its front at x.</summary>
    public static float Depth(float x)
    {
        var square = x * x;
        return (ArchTuning.DepthSquare * square) + (ArchTuning.DepthFourth * square * square);
    }

    private static ToothForm[] Build(int seed, float size, float[] widths, float[] edges, float[] rounds, float[] powers)
    {
        var random = new Random(seed);
        float Vary(float spread) => ((float)random.NextDouble() - 0.5f) * 2 * spread;
        var teeth = new ToothForm[2 * widths.Length];
        foreach (var side in (int[])[-1, 1])
        {
            var from = 0f;
            for (var k = 0; k < widths.Length; k++)
            {
                var width = widths[k] * size * (1 + Vary(ArchTuning.WidthSpread));
                var shade = k == 2 ? ArchTuning.CanineLight : k > 2 ? ArchTuning.BackLight : 1;
                var warmth = k == 2 ? ArchTuning.CanineWarmth : k > 2 ? ArchTuning.BackWarmth : 0;
                var tooth = new ToothForm(
                    side * (from + (width / 2)), width / 2, (edges[k] + Vary(ArchTuning.EdgeSpread)) * size,
                    rounds[k] * size * (1 + Vary(ArchTuning.RoundSpread)), powers[k],
                    side * (k == 1 ? ArchTuning.SecondTilt : 0) + Vary(ArchTuning.TiltSpread), shade * (1 + Vary(ArchTuning.LightSpread)),
                    warmth + Vary(ArchTuning.WarmthSpread));
                teeth[side < 0 ? widths.Length - 1 - k : widths.Length + k] = tooth;
                from += width;
            }
        }

        return teeth;
    }
}
