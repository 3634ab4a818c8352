using System.Numerics;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// The layer between the lips: teeth and tongue of an open frame of the clip. Teeth keep their size; when the mouth is less open the lips
/// cover them, when it is more open a dark gap grows between the rows.
/// </summary>
internal static class InnerMouth
{
    private const float LipEdge = 0.010f;
    private const float Corner = 0.015f;

    /// <summary>Wanted gaps below this show no inside, local units.</summary>
    public const float LeastGap = 0.008f;

    /// <summary>
    /// From this gap on the inside shows fully. Between the two the lips' own dark line stands: teeth in a slit read as a strip of denture.
    /// </summary>
    public const float FullGap = 0.034f;

    /// <summary>Where the inside of the wanted mouth lies, in frame pixels with a margin for the soft edge.</summary>
    public static PixelRect Bounds(FaceGeometry geometry, PixelRect within)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (var v in FaceIndices.InnerLip)
        {
            low = Vector2.Min(low, geometry.To[v]);
            high = Vector2.Max(high, geometry.To[v]);
        }

        var rect = FaceGeometry.Around(low, high, 3 + (int)(LayerTuning.InnerMargin * geometry.Scale));
        var x = Math.Max(rect.X, within.X);
        var y = Math.Max(rect.Y, within.Y);
        return new PixelRect(x, y, Math.Max(0, Math.Min(rect.Right, within.Right) - x),
            Math.Max(0, Math.Min(rect.Bottom, within.Bottom) - y));
    }

    /// <summary>Adds one key's colours, in the frame's light, into the layer.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="opening">Wanted opening.</param>
    /// <param name="key">The open frame.</param>
    /// <param name="share">Its share, 0..1.</param>
    /// <param name="scratch">Its layer receives share x colour where its inner mask is above 0.</param>
    public static void Add(FaceGeometry geometry, float opening, ReferencePatch key, float share, MeshScratch scratch)
    {
        var layer = scratch.Layer;
        var mask = scratch.Inner;
        var pixels = scratch.Pixels;
        var rect = layer.Rect;
        var map = new Mapping(geometry.Curve, key.Curve, opening, key.Opening);
        pixels.Clear(layer.Count);
        var gapShare = Smooth.Step(opening - key.Opening, 0, LayerTuning.GapFilled);
        var (factor, veil) = scratch.Light.Over(key.Light);
        var shade = share * MathF.Min(1, Dark(opening) / Dark(key.Opening));

        // No shadow falls on the frame's veil; the key's is gone before one does.
        var (lifted, laid) = (Vector3.Min(veil, Vector3.Zero), share * Vector3.Max(veil, Vector3.Zero));
        for (var y = 0; y < rect.Height; y++)
        {
            for (var x = 0; x < rect.Width; x++)
            {
                var at = (y * rect.Width) + x;
                if (mask[at] > 0)
                {
                    var there = key.Plane.ToFrame(map.Find(geometry.Plane.ToLocal(new Vector2(rect.X + x, rect.Y + y)), out _, out _));
                    pixels.Add(at, there.X, there.Y);
                }
            }
        }

        pixels.Sample(key.Pixels);
        var r = layer.R;
        var g = layer.G;
        var b = layer.B;
        for (var n = 0; n < pixels.Count; n++)
        {
            var at = pixels.Index[n];
            var local = geometry.Plane.ToLocal(new Vector2(rect.X + (at % rect.Width), rect.Y + (at / rect.Width)));
            map.Find(local, out var stretch, out var depth);
            var dark = (1 - Math.Clamp((stretch - LayerTuning.StretchDark) / LayerTuning.StretchRange, 0, 1)) * gapShare;
            dark = MathF.Max(dark, map.Beyond(local.X));
            var light = shade * ((1 - (LayerTuning.ShadowDepth * map.Cover * MathF.Exp(-depth / LayerTuning.ShadowReach)))
                * (1 - (LayerTuning.CornerDepth * map.Cover * map.Side(local.X))));
            var colour = Vector3.Lerp(new Vector3(pixels.R[n], pixels.G[n], pixels.B[n]), key.Cavity, dark);
            colour = (light * ((factor * colour) + lifted)) + laid;
            r[at] += colour.X;
            g[at] += colour.Y;
            b[at] += colour.Z;
        }
    }

    /// <summary>How bright the inside is at an opening, 1 from .11 on: less light enters a smaller mouth.</summary>
    private static float Dark(float opening) =>
        LayerTuning.DarkLeast + (LayerTuning.DarkMore * Smooth.Step(opening, LayerTuning.DarkFrom, LayerTuning.DarkTo));

    /// <summary>From the wanted mouth's plane to the key's.</summary>
    private readonly struct Mapping
    {
        private readonly LipCurve _to;
        private readonly LipCurve _from;
        private readonly float _grow;
        private readonly Vector2 _upper;
        private readonly Vector2 _lower;
        private readonly float _rigidFrom;
        private readonly float _rigidTo;

        public Mapping(LipCurve to, LipCurve from, float opening, float keyOpening)
        {
            _to = to;
            _from = from;
            _grow = Math.Clamp(to.Width / from.Width, LayerTuning.LeastGrow, LayerTuning.MostGrow);
            to.Shift(from, _grow, out _upper, out _lower);
            (_rigidFrom, _rigidTo) = opening <= keyOpening
                ? (LayerTuning.ClosingUpper, LayerTuning.ClosingLower)
                : (LayerTuning.OpeningUpper, LayerTuning.OpeningLower);
            Cover = Smooth.Step(keyOpening - opening, 0, LayerTuning.CoverFull);
        }

        /// <summary>
        /// How far the lips have come down over the key's teeth, 0..1: then the upper lip throws a shadow that the key has not.
        /// </summary>
        public float Cover { get; }

        /// <summary>How far a place lies towards a corner, 0 in the middle, 1 at the corner: less light reaches there.</summary>
        public float Side(float u) => Smooth.Step(MathF.Abs(u - _to.Centre) / (0.5f * _to.Width), LayerTuning.CornerFrom, 1);

        /// <summary>1 where the key's mouth has ended, 0 inside it: there the dark between cheek and teeth goes on.</summary>
        public float Beyond(float u)
        {
            var there = MathF.Abs(u - _to.Centre) / _grow;
            return Smooth.Step(there - (0.5f * _from.Width) + Corner, 0, LayerTuning.BeyondReach);
        }

        /// <summary>The key's plane point for a wanted plane point.</summary>
        /// <param name="p">(u, v) on the wanted mouth's plane.</param>
        /// <param name="stretch">Change of the key's v for a change of v: below 1 the material is drawn out.</param>
        /// <param name="depth">Distance below the upper lip.</param>
        public Vector2 Find(Vector2 p, out float stretch, out float depth)
        {
            var u = p.X - _to.Centre;
            var there = Math.Clamp(_from.Centre + (u / _grow), _from.Left + Corner, MathF.Max(_from.Left + Corner, _from.Right - Corner));
            var top = _to.Upper(p.X);
            var gap = MathF.Max(_to.Lower(p.X) - top, LayerTuning.LeastGap);
            var f = Math.Clamp((p.Y - top) / gap, 0, 1);
            var q = Smooth.Step(f, _rigidFrom, _rigidTo);
            var up = _upper.X + (_upper.Y * u);
            var low = _lower.X + (_lower.Y * u);

            // Lips that close hide what is behind them; squeezing all of it into the slit would draw a black line.
            low = MathF.Max(low, up - (LayerTuning.MostSqueeze * gap * (_rigidTo - _rigidFrom)));
            var t = Math.Clamp((f - _rigidFrom) / (_rigidTo - _rigidFrom), 0, 1);
            var slope = 6 * t * (1 - t) / (_rigidTo - _rigidFrom) / gap;
            stretch = 1 - ((low - up) * slope);
            depth = MathF.Max(0, p.Y - top);
            var v = p.Y - (up * (1 - q)) - (low * q);
            var from = _from.Upper(there) - LipEdge;
            return new Vector2(there, Math.Clamp(v, from, MathF.Max(from, _from.Lower(there) + LipEdge)));
        }
    }
}
