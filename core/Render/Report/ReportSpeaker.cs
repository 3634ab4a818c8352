namespace HeyGem.Core.Render.Report;

/// <summary>What became of one of several people who speak in a clip.</summary>
public sealed record ReportSpeaker
{
    /// <summary>Name of the voice's file, of the first where it is in pieces.</summary>
    public required string Voice { get; init; }

    /// <summary>Which face was asked for; null where a picture said whose.</summary>
    public string? Face { get; init; }

    /// <summary>Name of the picture of the person; null where there was none.</summary>
    public string? Person { get; init; }

    /// <summary>
    /// The frames in which the voice speaks and the mouth follows it, ascending; the face keeps its own pixels in all others.
    /// </summary>
    public required IReadOnlyList<SpokenRange> Ranges { get; init; }

    /// <summary>Frames in <see cref="Ranges"/>.</summary>
    public required long FramesSpoken { get; init; }

    /// <summary>Those of them whose mouth was drawn or already had the wanted shape.</summary>
    public required long FramesRendered { get; init; }

    /// <summary>Runs of the others: the voice is heard, and the mouth stays the clip's.</summary>
    public required IReadOnlyList<KeptRange> KeptRanges { get; init; }

    /// <summary>The clip's shots as the result shows them; persons are numbered for each speaker by itself.</summary>
    public required IReadOnlyList<ReportShot> Shots { get; init; }

    /// <summary>Where the face is, in nine tenths of the frames that have one.</summary>
    public PictureBox? FaceBox { get; init; }

    /// <summary>Where the lips are in them.</summary>
    public PictureBox? MouthBox { get; init; }
}

/// <summary>A run of frames of the result in which somebody speaks.</summary>
/// <param name="Start">First frame, counted from 0.</param>
/// <param name="End">First frame after the run.</param>
public sealed record SpokenRange(long Start, long End);
