namespace HeyGem.Core.Engines.Shape;

/// <summary>How much of the mouth a head's turn lets be drawn.</summary>
internal static class TurnedAway
{
    /// <summary>
    /// The share of each output frame: 1 up to <see cref="TurnTuning.From"/>, 0 from <see cref="TurnTuning.To"/>
    /// on and where there is no face. A far turned head that seems to come back for a moment between two such frames does not: there the
    /// mesh has lost the far side.
    /// </summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="sourceOf">Clip frame of each output frame.</param>
    public static float[] Allowed(FaceShapes shapes, IReadOnlyList<int> sourceOf)
    {
        var degrees = new float[sourceOf.Count];
        var allowed = new float[sourceOf.Count];
        for (var n = 0; n < allowed.Length; n++)
        {
            var i = sourceOf[n];
            degrees[n] = shapes.Has(i) ? shapes.Turn[i] : float.PositiveInfinity;
            allowed[n] = 1 - Smooth.Step(MathF.Min(degrees[n], 180), TurnTuning.From, TurnTuning.To);
        }

        var most = (int)(TurnTuning.BackFramesAt25 * shapes.RateFactor);
        var away = -1;
        for (var n = 0; n < allowed.Length; n++)
        {
            var sameShot = n == 0 || shapes.ShotOf[sourceOf[n]] == shapes.ShotOf[sourceOf[n - 1]];
            if (!sameShot || degrees[n] < TurnTuning.Back)
            {
                away = -1;
            }

            if (allowed[n] > 0)
            {
                continue;
            }

            if (away >= 0 && n - away <= most)
            {
                Array.Clear(allowed, away, n - away);
            }

            away = n;
        }

        return allowed;
    }
}
