namespace HeyGem.Core.Speech;

/// <summary>A word of a text and how it is spoken.</summary>
/// <param name="Text">The word as the text has it, with the punctuation about it.</param>
/// <param name="Phones">
/// Its phones by espeak-ng's names, such as <c>aɪ</c>; a number's are those of all the words it is read as. Empty where nothing is said.
/// </param>
public sealed record PronouncedWord(string Text, IReadOnlyList<string> Phones);
