using System.Text.Json;

namespace HeyGem.Core.Queue.Store;

/// <summary>The words of choices in stored forms: the choice's name, first letter small. A test holds every word of version 1.</summary>
internal static class StoredWord
{
    /// <summary>The word of a choice.</summary>
    public static string Of<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    /// <summary>The choice of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="kind">Any choice of the same kind.</param>
    /// <exception cref="FormatException">The kind has no such word.</exception>
    public static T Read<T>(string word, T kind)
        where T : struct, Enum
    {
        _ = kind;
        foreach (var choice in Enum.GetValues<T>())
        {
            if (Of(choice) == word)
            {
                return choice;
            }
        }

        throw new FormatException($"\"{word}\" is no {typeof(T).Name}.");
    }

    /// <summary>The choice of a word, or null for none.</summary>
    /// <exception cref="FormatException">The kind has no such word.</exception>
    public static T? ReadOptional<T>(string? word, T? kind)
        where T : struct, Enum => word is null ? null : Read(word, kind ?? default);
}
