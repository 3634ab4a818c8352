namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// A part of a result's picture, encoded by itself into a file: it begins with a key picture and nothing in it looks outside.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Frames">Pictures in it, counted in the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The file's hash, lower-case hexadecimal.</param>
/// <param name="Pictures">A digest of its encoded pictures in the order of the file; what a join must hold again.</param>
/// <param name="Description">A digest of what tells a decoder how to read them; the same in all segments of a result.</param>
internal sealed record EncodedSegment(string Path, int Frames, long Bytes, string Sha256, string Pictures, string Description);
