namespace HeyGem.Core.Voice.Words;

/// <summary>A word of a text at its place in a voice.</summary>
/// <param name="Text">The word as the text has it, with its punctuation.</param>
/// <param name="Start">Where it begins, seconds of the voice; of a word that is not heard the end of the one before.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Fit">How it lies there.</param>
public sealed record AlignedWord(string Text, double Start, double End, WordFit Fit)
{
    /// <summary>Its sounds in order; empty where it is not heard.</summary>
    public IReadOnlyList<AlignedSound> Sounds { get; init; } = [];

    /// <summary>
    /// Whether its beginning is sure: it lies within 30 ms of where the sound alone has it, so that another text beside the word moves it
    /// by 60 ms at most. Of a sure word only.
    /// </summary>
    public bool StartSure { get; init; }

    /// <summary>The same of its end.</summary>
    public bool EndSure { get; init; }
}

/// <summary>A sound of a word.</summary>
/// <param name="Class">Its sound class.</param>
/// <param name="Start">Where it begins, seconds of the voice.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct AlignedSound(byte Class, double Start, double End);

/// <summary>How a word of a text lies in a voice.</summary>
public enum WordFit
{
    /// <summary>It is heard at its place.</summary>
    Sure,

    /// <summary>Something is heard at its place that may be another word, or it stands beside what does not fit.</summary>
    Unsure,

    /// <summary>It is not heard.</summary>
    Unheard,
}
