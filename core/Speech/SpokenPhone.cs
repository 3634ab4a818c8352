namespace HeyGem.Core.Speech;

/// <summary>A phone of spoken text.</summary>
/// <param name="Start">Seconds from the first sample.</param>
/// <param name="End">The same, exclusive.</param>
/// <param name="Name">The synthesizer's own name of it.</param>
/// <param name="Contact">What the lips touch in it.</param>
public readonly record struct SpokenPhone(double Start, double End, string Name, LipContact Contact);
