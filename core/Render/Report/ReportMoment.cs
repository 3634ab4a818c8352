namespace HeyGem.Core.Render.Report;

/// <summary>A stretch of the result that is worth a look before it is used.</summary>
/// <param name="Start">First frame, counted from 0.</param>
/// <param name="End">First frame after the stretch.</param>
/// <param name="Frame">Its worst frame.</param>
/// <param name="Seconds">When that begins, seconds from the result's start.</param>
/// <param name="Reason">
/// Why: <c>occluded</c>, <c>turned</c>, <c>small</c> or <c>no_face</c> where the voice speaks and the frame keeps its own mouth;
/// <c>partly_covered</c>, <c>far_turned</c> or <c>blurred</c> where the mouth is drawn there.
/// </param>
/// <param name="Risk">How likely somebody sees it, 0..1; an order, no probability.</param>
public sealed record ReportMoment(long Start, long End, long Frame, double Seconds, string Reason, double Risk);
