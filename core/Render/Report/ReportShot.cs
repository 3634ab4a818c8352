namespace HeyGem.Core.Render.Report;

/// <summary>A run of frames of the result that show one shot of the clip.</summary>
/// <param name="Start">First frame, counted from 0.</param>
/// <param name="End">First frame after the run.</param>
/// <param name="Person">Who is driven, or else the most prominent person: numbers from 1 in the order of appearance; 0 for nobody.</param>
/// <param name="State">What becomes of them: <c>driven</c>, <c>other_person</c>, <c>nobody</c> or, of one of
/// several speakers, <c>other_speaker</c>: the face that was asked for is not theirs.</param>
public sealed record ReportShot(long Start, long End, int Person, string State)
{
    /// <summary>
    /// How the lips that are asked for go with the voice while it speaks: the correlation of their opening with the one heard, -1..1; null
    /// where too little is spoken, or the engine does not tell. Expected of the plan, not measured on the result.
    /// </summary>
    public double? SyncExpected { get; init; }

    /// <summary>Detail of the clip's own mouth, the median of its mean absolute Laplacian, 0..255; null where no face is.</summary>
    public double? Sharpness { get; init; }

    /// <summary>Share of the mouth that something covers, the mean over its frames, 0..1.</summary>
    public double? Covered { get; init; }

    /// <summary>How far the head is turned to a side in nine tenths of its frames, degrees; null where no face is.</summary>
    public double? TurnedDegrees { get; init; }
}
