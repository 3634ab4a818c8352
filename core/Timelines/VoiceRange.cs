namespace HeyGem.Core.Timelines;

/// <summary>Where the voice of renders comes from.</summary>
public abstract record VoiceChoice
{
    private VoiceChoice()
    {
    }

    /// <summary>Whatever sounds under a clip; what the clips' own cameras recorded only where there is nothing else.</summary>
    public sealed record AnyTrack : VoiceChoice;

    /// <summary>What lies on one audio track.</summary>
    /// <param name="Index">Counted from 0.</param>
    public sealed record OneTrack(int Index) : VoiceChoice;

    /// <summary>A file whose start meets the start of each clip.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Length">How long its sound is, ticks; null where that is not known: it is then taken to reach over every clip.</param>
    public sealed record OneFile(string Path, long? Length = null) : VoiceChoice;
}

/// <summary>The voice under one clip.</summary>
public sealed record VoiceRange
{
    /// <summary>The file and the part of it, on its own clock.</summary>
    public required MediaRange Media { get; init; }

    /// <summary>What an editor knows it by.</summary>
    public required string Name { get; init; }

    /// <summary>Its audio track, counted from 0; null where it lies on none.</summary>
    public int? TrackIndex { get; init; }

    /// <summary>Every piece, in order, where there is more than one under the clip; else empty.</summary>
    public IReadOnlyList<SoundPiece> Pieces { get; init; } = [];

    /// <summary>The part of the sequence that it sounds in.</summary>
    public required TickRange Span { get; init; }

    /// <summary>Whether a picture's own camera recorded it.</summary>
    public bool Camera { get; init; }
}
