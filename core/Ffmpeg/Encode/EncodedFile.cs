namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>A finished, verified and published result.</summary>
/// <param name="Path">Its absolute path; differs from the name asked for when that was taken.</param>
/// <param name="Frames">Frames in it, counted in the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, lower-case hexadecimal.</param>
/// <param name="Facts">What a probe says of it.</param>
/// <param name="Warnings">What could not be kept, each a sentence.</param>
public sealed record EncodedFile(string Path, long Frames, long Bytes, string Sha256, ResultFacts Facts, IReadOnlyList<string> Warnings);
