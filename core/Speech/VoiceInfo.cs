namespace HeyGem.Core.Speech;

/// <summary>A voice that can be had on this machine.</summary>
/// <param name="Source">The synthesizer, such as <c>espeak-ng</c>.</param>
/// <param name="Name">The voice's name there, such as <c>de</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Languages">Languages that it speaks, BCP 47, the best first.</param>
public sealed record VoiceInfo(string Source, string Name, string Label, IReadOnlyList<string> Languages)
{
    /// <summary>The word for it on the command line and on the wire, such as <c>espeak-ng:de</c>.</summary>
    public string Id => $"{Source}:{Name}";

    /// <summary>
    /// How well it speaks a language: 4 it is its first, 3 it is another of its own, 2 another country's way, 0 not at all.
    /// </summary>
    public int Speaks(string language) => Languages
        .Select((own, i) => LanguageTag.Match(own, language) switch { 3 when i == 0 => 4, var match => match })
        .DefaultIfEmpty().Max();
}
