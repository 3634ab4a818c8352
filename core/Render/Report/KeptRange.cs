namespace HeyGem.Core.Render.Report;

/// <summary>A run of frames of the result that keep their source pixels.</summary>
/// <param name="Start">First frame, counted from 0.</param>
/// <param name="End">First frame after the run.</param>
/// <param name="Reason">Why: <c>no_face</c>, <c>other_person</c>, <c>occluded</c>, <c>turned</c>, <c>small</c>, or <c>no_lip_sync</c>
/// where that was asked for.</param>
/// <param name="Share">Of an <c>occluded</c> run the mean share of the mouth that is covered, 0..1; null where it was not measured.</param>
public sealed record KeptRange(long Start, long End, string Reason, double? Share = null);
