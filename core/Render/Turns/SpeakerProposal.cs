using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Who seems to speak when in a clip, by its own sound and the mouths in its picture. Frames count from the clip's in point.
/// </summary>
public sealed record SpeakerProposal
{
    /// <summary>The first frame of the clip that was looked at: frame 0 of all that is said here.</summary>
    public required long First { get; init; }

    /// <summary>Frames that were looked at.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames a second as a fraction, such as 30000/1001.</summary>
    public required string Fps { get; init; }

    /// <summary>Width of the clip's picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the clip's picture, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The people who are seen, in the order of their first appearance; who never speaks has no turns.</summary>
    public required IReadOnlyList<ProposedFace> Faces { get; init; }

    /// <summary>Where somebody is heard whose mouth is not seen, or where no mouth goes with the sound; ascending.</summary>
    public required IReadOnlyList<SpokenRange> Unseen { get; init; }

    /// <summary>How much later the mouths are seen than their sound is heard, milliseconds; negative where the picture is early.</summary>
    public required double LateMs { get; init; }

    /// <summary>
    /// Whether a place in the picture tells the people apart all through; where it does not, as after a cut, a picture of each does.
    /// </summary>
    public required bool IsOneShot { get; init; }

    /// <summary>What shows a person: a moment of the clip, and the part of the picture around their face.</summary>
    public PictureMoment PictureOf(ProposedFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var rate = FrameRate.TryParse(Fps, out var known) ? known : FrameRate.Default;
        return new PictureMoment((First + face.PictureFrame + 0.5) / rate.PerSecond) { Part = face.PictureBox.Around() };
    }
}

/// <summary>One person of a clip.</summary>
public sealed record ProposedFace
{
    /// <summary>Their number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Their place as a face choice names it: X,Y in the clip's pixels, where they are seen longest.</summary>
    public required string Place { get; init; }

    /// <summary>A frame that shows them well.</summary>
    public required long PictureFrame { get; init; }

    /// <summary>Where their face is in it.</summary>
    public required PictureBox PictureBox { get; init; }

    /// <summary>When they speak, ascending.</summary>
    public required IReadOnlyList<SpokenTurn> Turns { get; init; }
}

/// <summary>A stretch in which one person speaks.</summary>
/// <param name="Start">First frame.</param>
/// <param name="End">First frame after it.</param>
/// <param name="Confidence">How likely it is that it is this person and nobody else, 0..1.</param>
public sealed record SpokenTurn(long Start, long End, double Confidence)
{
    /// <summary>Under this confidence a turn is uncertain, and is said to be so wherever it is shown or used.</summary>
    public const double SureFrom = 0.8;

    /// <summary>Whether the turn is taken for granted.</summary>
    public bool IsSure => Confidence >= SureFrom;
}
