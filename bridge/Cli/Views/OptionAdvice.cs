using System.CommandLine;
using System.Text.RegularExpressions;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>
/// Which option changes what a warning tells. The engine's sentences name none, because pages and other commands tell them, too; a command
/// adds the advice where it has the option.
/// </summary>
/// <param name="command">The command that tells the warnings; null for one without options.</param>
internal sealed partial class OptionAdvice(Command? command)
{
    private static readonly IReadOnlyList<(Regex Warning, string Option, string Advice)> _all =
    [
        (VoiceIsLonger(), "--fit", "loop, pingpong or hold follows the voice instead."),
        (OtherSound(), "--audio-stream", "chooses another."),
        (OtherChannel(), "--audio-channel", "chooses another."),
        (OtherPerson(), "--person", "chooses who is driven."),
    ];

    /// <summary>A warning, with what may be done about it behind it.</summary>
    public string Told(string warning) => _all.FirstOrDefault(one => one.Warning.IsMatch(warning)) is (_, { } option, { } advice)
        && command?.Options.Any(o => o.Name == option) is true ? $"{warning} {option} {advice}" : warning;

    [GeneratedRegex(@"^The voice lasts .* s: the result ends with the clip\.$")]
    private static partial Regex VoiceIsLonger();

    [GeneratedRegex(@"( sounds, of which number \d+ was heard|^Of the \d+ sounds .* is heard: somebody speaks there)\.$")]
    private static partial Regex OtherSound();

    [GeneratedRegex(@"^Of the \d+ channels .*: somebody speaks there\.$")]
    private static partial Regex OtherChannel();

    [GeneratedRegex(@"(another person, whose mouth is left alone: frames .*|^More than one person is driven: .*)\.$")]
    private static partial Regex OtherPerson();
}
