namespace HeyGem.Core.Speech;

/// <summary>What the lips touch in a phone, by its name in the International Phonetic Alphabet.</summary>
internal static class IpaContact
{
    /// <summary>The contact. A name may hold several letters ("pf", "mj"); one in brackets is a change of language, not a phone.</summary>
    public static LipContact Of(string name) => name.StartsWith('(') ? LipContact.None
        : name.AsSpan().IndexOfAny("pbmɓβ") >= 0 ? LipContact.Lips
        : name.AsSpan().IndexOfAny("fvɱʋɸ") >= 0 ? LipContact.Teeth
        : LipContact.None;
}
