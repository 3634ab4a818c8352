using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// Draws the inside of a mouth for a clip that never opens it, where there is nothing to borrow: upper teeth that stay with the head,
/// lower teeth and tongue that go with the jaw, the dark behind them and the lips' shade on all of it. Deterministic; made once a clip,
/// safe to use from many threads, each with its own scratch.
/// </summary>
internal sealed class MouthInterior
{
    private readonly Vector3 _neutral;
    private readonly DentalArch _upper;
    private readonly DentalArch _lower;
    private readonly MouthColours _colours;

    /// <summary>Makes the mouth of one person.</summary>
    /// <param name="colours">From the clip.</param>
    /// <param name="neutral">Middle of the closed lip line (between landmarks 13 and 14 of the mean shape), local.</param>
    /// <param name="width">Distance of the inner lip corners at rest, local; small mouths get slightly smaller teeth.</param>
    public MouthInterior(MouthColours colours, Vector3 neutral, float width)
    {
        _colours = colours;
        _neutral = neutral;
        var size = Math.Clamp(width / InteriorTuning.UsualWidth, InteriorTuning.LeastSize, InteriorTuning.MostSize);
        _upper = DentalArch.Upper(colours.Seed, size);
        _lower = DentalArch.Lower(colours.Seed, size);
    }

    /// <summary>Fills a layer with the mouth as if the lips were not there; the caller shows it where the lips are apart.</summary>
    /// <param name="pose">The head's pose in this frame.</param>
    /// <param name="points">The wanted landmarks in frame pixels, at least the 468 of the mesh.</param>
    /// <param name="frame">The frame's number: moves the grain.</param>
    /// <param name="scratch">The thread's own.</param>
    /// <param name="layer">Has its rectangle (the inner lips and a margin of 3 x .0085 units); every pixel is overwritten.</param>
    public void Draw(FacePose pose, ReadOnlySpan<Vector2> points, int frame, MouthInteriorScratch scratch, RgbRegion layer)
    {
        var view = new MouthView(pose, _neutral);
        Span<Vector2> upper = stackalloc Vector2[11];
        Span<Vector2> lower = stackalloc Vector2[11];
        for (var k = 0; k < 11; k++)
        {
            upper[k] = view.ToPlane(points[FaceIndices.InnerUpper[k]]);
            lower[k] = view.ToPlane(points[FaceIndices.InnerLower[k]]);
        }

        scratch.Gap.Set(upper, lower);
        var opening = MathF.Max(0, lower[5].Y - upper[5].Y);
        var jaw = new Vector2(0, InteriorTuning.LowerEdge + (InteriorTuning.JawShare * MathF.Max(0, lower[5].Y)));
        var light = InteriorTuning.LightLeast
            + (InteriorTuning.LightMore * Smooth.Step(opening, InteriorTuning.LightFrom, InteriorTuning.LightTo));
        scratch.Upper.Set(
            _upper, scratch.Gap, new Vector2(0, InteriorTuning.UpperEdge), view.Parallax, InteriorTuning.UpperSet, -1,
            _colours.Tooth * light);
        scratch.Lower.Set(
            _lower, scratch.Gap, jaw, view.Parallax, InteriorTuning.LowerSet, 1, _colours.Tooth * (light * InteriorTuning.LowerLight));
        var sigma = InteriorTuning.Focus * pose.Scale;
        var step = Math.Max(1, (int)(sigma / InteriorTuning.SharpestGrid));
        var coarse = scratch.Coarse;
        coarse.Resize(new PixelRect(0, 0, ((layer.Rect.Width - 1) / step) + 2, ((layer.Rect.Height - 1) / step) + 2));
        Paint(view, new Painter(_colours, scratch, opening, jaw.Y, light), layer.Rect, step, coarse);
        for (var plane = 0; plane < 3; plane++)
        {
            scratch.Blur.Blur(coarse.Plane(plane), coarse.Plane(plane), coarse.Rect.Width, coarse.Rect.Height, sigma / step);
            Enlarge(coarse.Plane(plane), coarse.Rect.Width, step, layer.Plane(plane), layer.Rect.Width);
        }

        MouthGrain.Add(layer, _colours.Grain, frame);
    }

    /// <summary>Paints every <paramref name="step"/>th pixel of a rectangle: what will be blurred needs no more.</summary>
    private static void Paint(MouthView view, Painter painter, PixelRect rect, int step, RgbRegion coarse)
    {
        Span<float> r = coarse.R, g = coarse.G, b = coarse.B;
        var at = 0;
        for (var y = 0; y < coarse.Rect.Height; y++)
        {
            var place = view.ToPlane(new Vector2(rect.X, rect.Y + (y * step)));
            for (var x = 0; x < coarse.Rect.Width; x++)
            {
                var colour = painter.At(place);
                r[at] = colour.X;
                g[at] = colour.Y;
                b[at++] = colour.Z;
                place += step * view.PerColumn;
            }
        }
    }

    private static void Enlarge(ReadOnlySpan<float> coarse, int columns, int step, Span<float> plane, int width)
    {
        var share = 1f / step;
        for (var start = 0; start < plane.Length; start += width)
        {
            var y = start / width / step;
            var fy = ((start / width) - (y * step)) * share;
            var above = coarse.Slice(y * columns, columns);
            var below = coarse.Slice((y + 1) * columns, columns);
            for (var x = 0; x < width; x++)
            {
                var c = x / step;
                var fx = (x - (c * step)) * share;
                var top = above[c] + ((above[c + 1] - above[c]) * fx);
                plane[start + x] = top + ((below[c] + ((below[c + 1] - below[c]) * fx) - top) * fy);
            }
        }
    }

    /// <summary>The colour at one place of the plane.</summary>
    private readonly ref struct Painter(MouthColours colours, MouthInteriorScratch scratch, float opening, float jaw, float light)
    {
        private readonly ReadOnlySpan<float> _upperLip = scratch.Gap.Upper;
        private readonly ReadOnlySpan<float> _lowerLip = scratch.Gap.Lower;
        private readonly ReadOnlySpan<ToothRow.Entry> _upper = scratch.Upper.Entries;
        private readonly ReadOnlySpan<ToothRow.Entry> _lower = scratch.Lower.Entries;
        private readonly Vector3 _cavity = colours.Cavity;
        private readonly Vector3 _darkest = colours.Cavity * InteriorTuning.Darkest;
        private readonly Vector3 _tongue = colours.Tongue * light;
        private readonly Vector3 _gum = colours.Gum * light;
        private readonly Vector3 _cheek = colours.Lip * ColourTuning.Cheek;
        private readonly float _from = scratch.Gap.From;
        private readonly float _perStep = 1 / scratch.Gap.Step;
        private readonly float _middle = (scratch.Gap.Left + scratch.Gap.Right) / 2;
        private readonly float _perHalf = 2 / (scratch.Gap.Right - scratch.Gap.Left);
        private readonly float _teethShow = Smooth.Step(opening, InteriorTuning.TeethFrom, InteriorTuning.TeethTo);
        private readonly float _tongueShows = Smooth.Step(opening, InteriorTuning.TongueFrom, InteriorTuning.TongueTo);

        public Vector3 At(Vector2 p)
        {
            var position = Math.Clamp((p.X - _from) * _perStep, 0, MouthGap.Samples - 1.001f);
            var i = (int)position;
            var t = position - i;
            var top = float.Lerp(_upperLip[i], _upperLip[i + 1], t);
            var bottom = float.Lerp(_lowerLip[i], _lowerLip[i + 1], t);
            var across = (p.X - _middle) * _perHalf;
            if (MathF.Max(top - p.Y, p.Y - bottom) > 3 * InteriorTuning.Focus)
            {
                return _cavity;
            }

            var colour = Back(p, across);
            var side = 1 - (InteriorTuning.SideDepth * Smooth.Step(MathF.Abs(across), InteriorTuning.SideFrom, InteriorTuning.SideTo));
            colour = LowerTeeth(colour, p, _lower[i], _lower[i + 1], t, side);
            colour = UpperTeeth(colour, p, _upper[i], _upper[i + 1], t, side);
            var shade = Shade(p.Y - top, bottom - p.Y, bottom - top);
            return Vector3.Max(colour * Vector3.Lerp(ColourTuning.InShade, Vector3.One, shade) * shade, _darkest);
        }

        /// <summary>The dark, and the tongue in it: a dome behind the lower teeth with a soft wet light on it.</summary>
        private Vector3 Back(Vector2 p, float across)
        {
            var under = p.Y - InteriorTuning.UpperEdge;
            var dark = _cavity * (InteriorTuning.DarkTop + (InteriorTuning.DarkMore * Smooth.Step(under, 0, InteriorTuning.DarkDepth)));
            var cheek = InteriorTuning.CheekShare * Smooth.Step(MathF.Abs(across), InteriorTuning.CheekFrom, InteriorTuning.CheekTo);
            dark = Vector3.Lerp(dark, _cheek, cheek);
            var height = p.Y - (jaw - InteriorTuning.TongueHeight + (InteriorTuning.TongueDome * across * across));
            var body = Smooth.Step(height, InteriorTuning.TongueEdgeFrom, InteriorTuning.TongueEdgeTo)
                * (1 - Smooth.Step(MathF.Abs(across), InteriorTuning.TongueSideFrom, InteriorTuning.TongueSideTo)) * _tongueShows;
            var above = height - InteriorTuning.ShineAt;
            var shine = InteriorTuning.ShineMost
                * MathF.Exp(-0.5f * ((above * above / InteriorTuning.ShineDown) + (across * across / InteriorTuning.ShineAcross)));
            var lit = _tongue
                * (InteriorTuning.TongueLeast + (InteriorTuning.TongueMore * Smooth.Step(height, 0, InteriorTuning.TongueDepth)) + shine);
            var groove = 1 - (InteriorTuning.GrooveDepth * MathF.Exp(-across * across / InteriorTuning.GrooveWidth));
            return Vector3.Lerp(dark, lit * groove, InteriorTuning.TongueShare * body);
        }

        private Vector3 LowerTeeth(Vector3 behind, Vector2 p, ToothRow.Entry a, ToothRow.Entry b, float t, float side)
        {
            var below = p.Y - float.Lerp(a.Edge, b.Edge, t);
            var cover = Smooth.Step(below, -InteriorTuning.ToothEdge, InteriorTuning.ToothEdge)
                * float.Lerp(a.Shown, b.Shown, t) * _teethShow;
            if (cover <= 0)
            {
                return behind;
            }

            var e = t < 0.5f ? a : b;
            var seam = side * Seam(e, below, InteriorTuning.LowerSeam);
            var edge = 1 + (InteriorTuning.LowerEdgeLight * Smooth.Step(below, InteriorTuning.LowerEdgeReach, 0));
            var fall = 1 - (InteriorTuning.LowerFall * Smooth.Step(below, InteriorTuning.LowerFallFrom, InteriorTuning.LowerFallTo));
            var colour = e.Colour * (seam * edge * fall);
            var gum = Smooth.Step(below, InteriorTuning.LowerGumFrom, InteriorTuning.LowerGumTo);
            return Vector3.Lerp(behind, Vector3.Lerp(colour, _gum * InteriorTuning.LowerGum, gum), cover);
        }

        private Vector3 UpperTeeth(Vector3 behind, Vector2 p, ToothRow.Entry a, ToothRow.Entry b, float t, float side)
        {
            var above = float.Lerp(a.Edge, b.Edge, t) - p.Y;
            var cover = Smooth.Step(above, -InteriorTuning.ToothEdge, InteriorTuning.ToothEdge) * float.Lerp(a.Shown, b.Shown, t);
            if (cover <= 0)
            {
                return behind;
            }

            var e = t < 0.5f ? a : b;
            var seam = side * Seam(e, above, InteriorTuning.UpperSeam);
            var thin = 1 - (InteriorTuning.ThinDepth * Smooth.Step(above, InteriorTuning.ThinFrom, InteriorTuning.ThinTo));
            var neck = Smooth.Step(above, InteriorTuning.NeckFrom, InteriorTuning.Crown);
            var tint = new Vector3(
                1 - (InteriorTuning.NeckRed * neck), 1 - (InteriorTuning.NeckGreen * neck), 1 - (InteriorTuning.NeckBlue * neck));
            var colour = e.Colour * (seam * thin) * tint;
            var (up, off) = (above - InteriorTuning.GlossAt, e.Across + InteriorTuning.GlossSide);
            var shine = MathF.Exp(-0.5f * ((up * up / InteriorTuning.GlossDown) + (off * off / InteriorTuning.GlossAcross)));
            colour += new Vector3(InteriorTuning.GlossMost * shine * e.Colour.Y);
            var gum = Smooth.Step(above, InteriorTuning.Crown, InteriorTuning.Crown + InteriorTuning.UpperGumReach);
            return Vector3.Lerp(behind, Vector3.Lerp(colour, _gum, gum), cover);
        }

        /// <summary>The dark line where two teeth meet; it opens toward the edge.</summary>
        private static float Seam(ToothRow.Entry e, float fromEdge, float depth)
        {
            var away = (1 - MathF.Abs(e.Across)) * e.Half;
            var width = InteriorTuning.SeamWidth + (InteriorTuning.SeamMore * Smooth.Step(fromEdge, InteriorTuning.SeamOpens, 0));
            return 1 - (depth * MathF.Exp(-(away * away) / (width * width)));
        }

        /// <summary>Shade of the lips: little light enters a narrow gap, the upper lip throws a shadow, the lower one touches.</summary>
        private static float Shade(float belowUpper, float aboveLower, float gap)
        {
            var enters = InteriorTuning.EntersLeast
                + (InteriorTuning.EntersMore * Smooth.Step(gap, InteriorTuning.EntersFrom, InteriorTuning.EntersTo));
            var lip = 1 - (InteriorTuning.LipShadow * MathF.Exp(-MathF.Max(0, belowUpper) / InteriorTuning.LipShadowReach));
            var contact = 1 - (InteriorTuning.Contact * MathF.Exp(-MathF.Max(0, aboveLower) / InteriorTuning.ContactReach));
            return enters * lip * contact;
        }
    }
}
