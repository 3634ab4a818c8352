namespace HeyGem.Core.Captions;

/// <summary>Something of a captions file that was not as it should be and was read anyway.</summary>
/// <param name="Line">The line of the file, from 1; 0 where it concerns the whole file.</param>
/// <param name="Sentence">What it was and what was made of it.</param>
public sealed record CaptionNote(int Line, string Sentence);
