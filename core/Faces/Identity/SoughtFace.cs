namespace HeyGem.Core.Faces.Identity;

/// <summary>Whose face a track is to be about.</summary>
/// <param name="Choice">Which face is wanted where there are several.</param>
/// <param name="Wanted">What the wanted person looks like; null where nobody showed a picture.</param>
internal sealed record SoughtFace(FaceChoice Choice, FaceDescriptor? Wanted);
