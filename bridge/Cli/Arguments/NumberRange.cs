using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace HeyGem.Bridge.Cli.Arguments;

/// <summary>What an option's number may be.</summary>
internal static class NumberRange
{
    /// <summary>
    /// Refuses numbers below zero, and NaN: where a number says how much is kept, taking such a one for zero would remove everything.
    /// </summary>
    public static void NotBelowZero<T>(this Option<T> option)
        where T : INumber<T> => option.Validators.Add(result =>
    {
        // What is no number is told by the parser.
        if (result.Tokens is [var word] && T.TryParse(word.Value, CultureInfo.InvariantCulture, out var number) && !(number >= T.Zero))
        {
            result.AddError($"{option.Name} is 0 or more.");
        }
    });
}
