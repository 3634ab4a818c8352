namespace HeyGem.Core.Voice.Words;

/// <summary>A text laid along a voice.</summary>
/// <param name="Words">Every word of the text, in its order.</param>
/// <param name="Extra">Stretches in which something is said that the text does not have, seconds of the voice, ascending.</param>
public sealed record WordAlignment(IReadOnlyList<AlignedWord> Words, IReadOnlyList<(double Start, double End)> Extra)
{
    /// <summary>Words that have a place, of all; 1 for a text without words.</summary>
    public double PlacedShare => Share(w => w.Fit != WordFit.Unheard);

    /// <summary>Words that are heard at their place for certain, of all; 1 for a text without words.</summary>
    public double SureShare => Share(w => w.Fit == WordFit.Sure);

    private double Share(Func<AlignedWord, bool> counts) => Words.Count == 0 ? 1 : (double)Words.Count(counts) / Words.Count;
}
