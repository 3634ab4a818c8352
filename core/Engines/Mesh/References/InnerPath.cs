namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// Chooses one open frame of the clip for the inside of each output frame's mouth. Teeth that change between neighbouring vowels are what
/// an editor sees first, so a change costs more than a poor fit except where the lips are closed.
/// </summary>
internal static class InnerPath
{
    /// <summary>What the choice knows of an open frame, and of an output frame's wish.</summary>
    /// <param name="Opening">Opening, local units.</param>
    /// <param name="Width">Width, local units.</param>
    /// <param name="Yaw">Degrees.</param>
    /// <param name="Pitch">Degrees.</param>
    /// <param name="Shot">Shot number; material never crosses a cut while the shot has its own.</param>
    internal readonly record struct View(float Opening, float Width, float Yaw, float Pitch, int Shot);

    /// <summary>The cheapest path (Viterbi 1967) through keys over the output frames.</summary>
    /// <param name="wanted">Wanted view per output frame.</param>
    /// <param name="keys">The open frames, at least one.</param>
    /// <param name="flaws">What each key costs a frame for its own sake, such as for blurred teeth.</param>
    /// <param name="switchCost">Cost of a change while the mouth is well open.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static int[] Find(
        ReadOnlySpan<View> wanted, ReadOnlySpan<View> keys, ReadOnlySpan<float> flaws, float switchCost,
        CancellationToken cancellationToken)
    {
        var count = keys.Length;
        var from = new byte[wanted.Length * count];
        var cost = new float[count];
        var next = new float[count];
        for (var n = 0; n < wanted.Length; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seen = Smooth.Step(wanted[n].Opening, ReferenceTuning.ChangeHidden, ReferenceTuning.ChangeSeen);
            var change = (switchCost * seen) + ReferenceTuning.ClosedChange;
            var cheapest = 0;
            for (var k = 1; k < count; k++)
            {
                cheapest = cost[k] < cost[cheapest] ? k : cheapest;
            }

            for (var k = 0; k < count; k++)
            {
                var switches = n > 0 && cost[cheapest] + change < cost[k];
                from[(n * count) + k] = (byte)(switches ? cheapest : k);
                next[k] = (n == 0 ? 0 : switches ? cost[cheapest] + change : cost[k]) + Misfit(wanted[n], keys[k], flaws[k]);
            }

            (cost, next) = (next, cost);
        }

        var path = new int[wanted.Length];
        var at = 0;
        for (var k = 1; k < count; k++)
        {
            at = cost[k] < cost[at] ? k : at;
        }

        for (var n = wanted.Length - 1; n >= 0; n--)
        {
            path[n] = at;
            at = from[(n * count) + at];
        }

        return path;
    }

    private static float Misfit(View wanted, View key, float flaw)
    {
        var less = MathF.Max(0, wanted.Opening + ReferenceTuning.SpareOpening - key.Opening) / ReferenceTuning.LessOpening;
        var free = ReferenceTuning.MoreFactor * wanted.Opening;
        var more = MathF.Max(0, key.Opening - free - ReferenceTuning.MoreFree) / ReferenceTuning.MoreOpening;
        var width = (key.Width - wanted.Width) / (key.Width < wanted.Width ? ReferenceTuning.NarrowWidth : ReferenceTuning.WideWidth);
        var yaw = (key.Yaw - wanted.Yaw) / ReferenceTuning.YawDegrees;
        var pitch = (key.Pitch - wanted.Pitch) / ReferenceTuning.PitchDegrees;
        var sum = (less * less) + (more * more) + (ReferenceTuning.WidthWeight * width * width) + (yaw * yaw) + (pitch * pitch) + flaw
            + (key.Shot == wanted.Shot ? 0 : ReferenceTuning.OtherShot);
        return sum * (Smooth.Step(wanted.Opening, 0, ReferenceTuning.MisfitFrom) + ReferenceTuning.ClosedMisfit);
    }
}
