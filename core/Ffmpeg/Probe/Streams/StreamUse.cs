namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>A stream that is used, among those of its kind in its file.</summary>
/// <param name="Number">Its number among them, from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Codec">ffmpeg's name of its codec.</param>
public sealed record StreamUse(int Number, int Of, string Codec)
{
    /// <summary>The language that the file gives it, such as <c>eng</c>, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Of a sound: its channels; 0 of a picture.</summary>
    public int Channels { get; init; }

    /// <summary>
    /// Of a sound: the one channel that the mouth follows, from 1; null where all are mixed by the rule.
    /// </summary>
    public int? Channel { get; init; }

    /// <summary>Of a sound: whether it was chosen because somebody speaks in it.</summary>
    public bool BySpeech { get; init; }
}
