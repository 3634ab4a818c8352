namespace HeyGem.Core.Voice.Words;

/// <summary>What known words may do to the mouth. Experimental: only <see cref="Off"/> has been shown to do no harm.</summary>
public enum WordsMouth
{
    /// <summary>Nothing: the mouth follows the sound alone.</summary>
    Off,

    /// <summary>The lips close where a sure word has p, b or m, and nowhere else in it.</summary>
    Closures,

    /// <summary>Opening, width and closures are the mean of what is heard and of what the sounds of sure words ask for.</summary>
    Half,
}
