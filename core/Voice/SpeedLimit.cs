namespace HeyGem.Core.Voice;

/// <summary>Bounds how fast a curve moves from frame to frame.</summary>
internal static class SpeedLimit
{
    /// <summary>
    /// Lowers values until no step rises or falls faster than allowed. Minima stay as they are: a closure is kept and its neighbours
    /// make room for it.
    /// </summary>
    /// <param name="values">One value a frame, changed in place.</param>
    /// <param name="rise">Largest rise from one frame to the next.</param>
    /// <param name="fall">Largest fall from one frame to the next.</param>
    public static void KeepMinima(Span<float> values, float rise, float fall)
    {
        for (var i = 1; i < values.Length; i++)
        {
            values[i] = Math.Min(values[i], values[i - 1] + rise);
        }

        for (var i = values.Length - 2; i >= 0; i--)
        {
            values[i] = Math.Min(values[i], values[i + 1] + fall);
        }
    }

    /// <summary>
    /// Bounds steps in both directions without favouring high or low values: the mean of the limit from below and from above.
    /// </summary>
    public static void KeepMiddle(Span<float> values, float step)
    {
        var above = values.ToArray();
        KeepMinima(values, step, step);
        for (var i = 1; i < above.Length; i++)
        {
            above[i] = Math.Max(above[i], above[i - 1] - step);
        }

        for (var i = above.Length - 2; i >= 0; i--)
        {
            above[i] = Math.Max(above[i], above[i + 1] - step);
        }

        for (var i = 0; i < above.Length; i++)
        {
            values[i] = (values[i] + above[i]) / 2;
        }
    }
}
