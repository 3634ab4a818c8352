using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>A part of a sound file at its place in a clip.</summary>
/// <param name="Path">The file.</param>
/// <param name="In">Where the part begins on the file's own time line.</param>
/// <param name="Out">Where it ends there, exclusive.</param>
/// <param name="At">Where it is heard, counted from the clip's in point.</param>
public sealed record VoicePiece(string Path, MediaTime In, MediaTime Out, MediaTime At)
{
    /// <summary>How long it is heard.</summary>
    public MediaTime Duration => Out - In;

    /// <summary>The moment after it, counted from the clip's in point.</summary>
    public MediaTime End => At + Duration;

    /// <summary>The part of it that is heard between two moments, counted from the first.</summary>
    internal VoicePiece Between(MediaTime from, MediaTime to)
    {
        var (start, end) = (At < from ? from : At, End > to ? to : End);
        return this with { In = In + (start - At), Out = In + (end - At), At = start - from };
    }
}
