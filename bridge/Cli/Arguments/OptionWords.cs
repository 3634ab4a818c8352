using System.CommandLine;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Arguments;

/// <summary>Options that take one of some words.</summary>
internal static class OptionWords
{
    /// <summary>The word of a list, in capitals or not; no number and no two words at once.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: the list does not have it.</exception>
    public static T Of<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum
    {
        var text = parsed.GetValue(option)!;
        return Enum.TryParse<T>(text, ignoreCase: true, out var value)
            && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? value
            : throw Invalid(option, text, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());
    }

    /// <summary>The word of an engine that this program has; whether it can be used here is asked when it is loaded.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: no engine is called so.</exception>
    public static string Engine(ParseResult parsed, Option<string> option)
    {
        using var engines = BuiltInEngines.In(DataFolder.Current());
        var word = parsed.GetValue(option)!;
        return engines.Find(word) is null ? throw Invalid(option, word, string.Join(", ", engines.Words)) : word;
    }

    /// <summary>What is said of a word that an option does not know.</summary>
    public static HeyGemException Invalid(Option option, string text, string accepted) =>
        new(ErrorCode.ArgumentInvalid, $"{option.Name} does not know \"{text}\": it takes {accepted}.");
}
