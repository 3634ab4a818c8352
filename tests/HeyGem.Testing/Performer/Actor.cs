namespace HeyGem.Testing.Performer;

/// <summary>One drawn person: how they look, and where and how they speak in each frame.</summary>
/// <param name="Look">Their colours.</param>
/// <param name="Pose">Where the head is in a frame; null while they are off the picture.</param>
/// <param name="Lips">What the mouth does in a frame.</param>
/// <param name="Hand">Whether a hand covers the mouth in a frame; never when null.</param>
public sealed record Actor(HeadLook Look, Func<int, HeadPose?> Pose, Func<int, Lips> Lips, Func<int, bool>? Hand = null);
