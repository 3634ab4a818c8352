namespace HeyGem.Core.Render.Spec;

/// <summary>What the voice is known to say.</summary>
/// <param name="Language">Its language, a tag such as <c>de</c>.</param>
public sealed record KnownWords(string Language)
{
    /// <summary>The longest text that is taken, characters: some ten hours of speech.</summary>
    public const int MostCharacters = 1 << 20;

    /// <summary>The words themselves; null where a file holds them.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Path of captions (<c>.srt</c>, <c>.vtt</c>) or a text (<c>.txt</c>); of captions only the words count, not the times.
    /// </summary>
    public string? Path { get; init; }
}
