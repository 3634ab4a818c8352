namespace HeyGem.Core.Faces;

/// <summary>What looks unlike a face's own skin before its lower part, in one frame.</summary>
/// <param name="Mask">The cells, as <see cref="CoverGrid"/> has them.</param>
/// <param name="IsGrey">Whether it is told by its lack of colour only, as a beard would be.</param>
/// <param name="IsFollowed">Whether it is grey and was seen only because it is known from frames beside.</param>
internal sealed record FrameCover(byte[] Mask, bool IsGrey, bool IsFollowed = false);
