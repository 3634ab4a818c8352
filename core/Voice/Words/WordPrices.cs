namespace HeyGem.Core.Voice.Words;

/// <summary>
/// What the search for words pays, in nats, the unit of the logarithms that it adds up each 10 ms. Found on voices and texts that no
/// figure of docs/decisions/0028 is measured on.
/// </summary>
internal sealed record WordPrices
{
    /// <summary>For a pause between two words: less, and weak sounds become pauses; more, and words stretch over short ones.</summary>
    public float Pause { get; init; } = 4;

    /// <summary>For sound that no word of the text explains, once and each 10 ms: less, and badly spoken words are given up.</summary>
    public float Extra { get; init; } = 30;

    /// <summary>The second part of it.</summary>
    public float ExtraStep { get; init; } = 0.9f;

    /// <summary>For words that are not heard, once for the first of a run: less, and short words are passed over.</summary>
    public float Unheard { get; init; } = 22;

    /// <summary>The same for each word of it.</summary>
    public float UnheardStep { get; init; } = 0.5f;

    /// <summary>The least logarithm of a sound: a phone that is spoken otherwise than written costs no more a moment.</summary>
    public float Floor { get; init; } = -7;

    /// <summary>How far behind the best a path may fall: less, and a long stretch that does not fit loses the place; time and memory grow
    /// with it.</summary>
    public float Beam { get; init; } = 160;

    /// <summary>What a sure word is behind the likeliest sounds at its place, at most, on the mean of 10 ms.</summary>
    public float Sure { get; init; } = 1.2f;

    /// <summary>The same on the mean of the worst tenth of a second of it.</summary>
    public float SurePart { get; init; } = 4.5f;

    /// <summary>For any sound beside a word that is looked for alone, each 10 ms: less, and a word gives up sounds that fit it; more, and
    /// it takes those of its neighbours.</summary>
    public float Any { get; init; } = 0.3f;

    /// <summary>Moments of 10 ms that a sound of a word that is looked for alone lasts at least, where its place has so many.</summary>
    public int LeastAlone { get; init; } = 3;

    /// <summary>Moments of 10 ms that a word's edge may lie from where the sound alone has it.</summary>
    public int Edge { get; init; } = 3;
}
