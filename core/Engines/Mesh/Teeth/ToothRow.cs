using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// A row of teeth as the camera sees it in one frame: for each u of the plane the height of the edge, the place on the tooth and its
/// colour. Reusable: <see cref="Set"/> overwrites it.
/// </summary>
internal sealed class ToothRow
{
    private readonly Entry[] _entries = new Entry[MouthGap.Samples];

    /// <summary>What is seen at one u.</summary>
    /// <param name="Edge">Height of the biting edge on the plane, v.</param>
    /// <param name="Across">-1..1 from one side of the tooth to the other.</param>
    /// <param name="Half">Half the tooth's width.</param>
    /// <param name="Colour">Its colour, shaded by depth and facing.</param>
    /// <param name="Shown">0 where the row has turned out of sight, else 1.</param>
    internal readonly record struct Entry(float Edge, float Across, float Half, Vector3 Colour, float Shown);

    /// <summary>One entry per sample of the gap.</summary>
    public ReadOnlySpan<Entry> Entries => _entries;

    /// <summary>Looks at a row.</summary>
    /// <param name="arch">The teeth.</param>
    /// <param name="gap">Gives the samples' u.</param>
    /// <param name="middle">u and v of the row's front and edge on the plane.</param>
    /// <param name="parallax">Shift on the plane for each unit that a point lies behind it.</param>
    /// <param name="set">How far the row's front lies behind the plane.</param>
    /// <param name="grow">-1 for teeth that reach up from the edge (upper row), +1 for the lower row.</param>
    /// <param name="colour">Colour of a front tooth in full light.</param>
    public void Set(DentalArch arch, MouthGap gap, Vector2 middle, Vector2 parallax, float set, float grow, Vector3 colour)
    {
        parallax = Vector2.Clamp(parallax, -ArchTuning.MostParallax, ArchTuning.MostParallax);
        var x = -ArchTuning.Reach;
        for (var i = 0; i < _entries.Length; i++)
        {
            var u = gap.From + (i * gap.Step) - middle.X;
            while (x < ArchTuning.Reach && Place(x, parallax.X, set) < u)
            {
                x += ArchTuning.Step;
            }

            _entries[i] = See(arch, x, u, middle.Y, parallax, set, grow, colour);
        }
    }

    private static float Place(float x, float parallax, float set) => x + (parallax * (set + DentalArch.Depth(x)));

    private static Entry See(
        DentalArch arch, float x, float u, float v, Vector2 parallax, float set, float grow, Vector3 colour)
    {
        var tooth = arch.At(x);
        var across = Math.Clamp((x - tooth.Centre) / tooth.Half, -1, 1);
        var depth = DentalArch.Depth(x);
        var edge = tooth.Edge + (tooth.Round * MathF.Pow(MathF.Abs(across), tooth.Power)) + (tooth.Tilt * across * tooth.Half);
        var shown = Math.Clamp((ArchTuning.HiddenFrom - MathF.Abs(Place(x, parallax.X, set) - u)) / ArchTuning.HiddenOver, 0, 1);
        var light = tooth.Light * MathF.Exp(-depth / ArchTuning.LightReach) * (1 - (ArchTuning.SideLight * across * across));
        var tint = new Vector3(1 + tooth.Warmth, 1, 1 - (ArchTuning.BluePerWarmth * tooth.Warmth));
        return new Entry(v + (grow * edge) + (parallax.Y * (set + depth)), across, tooth.Half, colour * tint * light, shown);
    }
}
