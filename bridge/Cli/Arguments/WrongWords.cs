using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Cli.Arguments;

/// <summary>What is wrong with the words of a command line, and which help tells the right ones.</summary>
internal static class WrongWords
{
    /// <summary>One failure for each thing that is wrong.</summary>
    public static IEnumerable<HeyGemException> Of(ParseResult parsed)
    {
        var hint = $"`{NameOf(parsed.CommandResult)} --help` lists what it takes.";

        // A command that nobody knows is also none at all: that is no second fault.
        var unknown = parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0;
        var errors = unknown ? parsed.Errors.Where(e => e.SymbolResult is not CommandResult) : parsed.Errors;
        return errors.Select(SentenceOf)
            .Concat(unknown ? [$"There is no command \"{parsed.UnmatchedTokens[0]}\"."] : [])
            .Distinct()
            .Select(sentence => new HeyGemException(ErrorCode.ArgumentInvalid, sentence) { Hint = hint });
    }

    private static string SentenceOf(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [var word], Option: var option } when IsNo<int>(option, word.Value) =>
            $"{option.Name} takes a whole number, not \"{word.Value}\".",
        OptionResult { Tokens: [var word], Option: var option } when IsNo<double>(option, word.Value) =>
            $"{option.Name} takes a number, not \"{word.Value}\".",
        _ => error.Message,
    };

    /// <summary>Whether an option takes a number of this kind, and the word is none.</summary>
    private static bool IsNo<T>(Option option, string word)
        where T : struct, INumber<T> =>
        (option.ValueType == typeof(T) || option.ValueType == typeof(T?)) && !T.TryParse(word, CultureInfo.InvariantCulture, out _);

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult above ? $"{NameOf(above)} {command.Command.Name}" : command.Command.Name;
}
