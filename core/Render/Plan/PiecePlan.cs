using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Plan;

/// <summary>Fits the pieces of a voice to the files that they were cut from and to the clip. Pure arithmetic, no I/O.</summary>
internal static class PiecePlan
{
    /// <summary>
    /// What of a piece's file is analysed is whole minutes, so that the pieces of a long recording, under many clips, find most of it
    /// ready, and no piece costs the analysis of hours.
    /// </summary>
    private static readonly MediaTime _minute = new(60 * MediaTime.TicksPerSecond);

    /// <summary>The pieces as they are heard: none goes past the end of its file or of the clip.</summary>
    /// <param name="pieces">What was asked for, checked by <see cref="RenderSpec.Check"/>.</param>
    /// <param name="files">The probed files, by path; each has sound.</param>
    /// <param name="length">How long the clip is.</param>
    /// <param name="frame">One frame of it: clocks of editors and files differ by as much.</param>
    /// <param name="warnings">Told what was cut.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/> or <see cref="ErrorCode.ArgumentInvalid"/>: names the
    /// piece.</exception>
    public static IReadOnlyList<VoicePiece> Fit(
        VoicePieces pieces, IReadOnlyDictionary<string, ClipInfo> files, MediaTime length, MediaTime frame, List<string> warnings)
    {
        var fitted = new List<VoicePiece>(pieces.Count);
        foreach (var (piece, number) in pieces.Select((piece, i) => (piece, i + 1)))
        {
            if (piece.End > length + frame)
            {
                throw new HeyGemException(
                    ErrorCode.ArgumentInvalid,
                    FormattableString.Invariant(
                        $"Piece {number} of the voice ends at {piece.End.Seconds:0.00} s, but the clip lasts {length.Seconds:0.00} s."))
                { Hint = "Every piece lies within the clip, counted from its in point." };
            }

            var inClip = Min(piece.Out, piece.In + (length - piece.At));
            if (inClip > piece.In)
            {
                fitted.Add(piece with { Out = Min(inClip, EndOf(piece, number, files[piece.Path], warnings)) });
            }
        }

        return fitted;
    }

    /// <summary>The part of a piece's file that is analysed for it.</summary>
    public static (MediaTime Start, MediaTime Duration) Listening(VoicePiece piece, ClipInfo file)
    {
        var start = new MediaTime(piece.In.Ticks / _minute.Ticks * _minute.Ticks);
        var end = Min(new MediaTime((piece.Out.Ticks + _minute.Ticks - 1) / _minute.Ticks * _minute.Ticks), LengthOf(file));
        return (start, end - start);
    }

    private static MediaTime EndOf(VoicePiece piece, int number, ClipInfo file, List<string> warnings)
    {
        var (name, end) = (MediaName.Of(file.Path), LengthOf(file));
        if (piece.In >= end)
        {
            throw new HeyGemException(
                ErrorCode.RangeEmpty,
                FormattableString.Invariant(
                    $"Piece {number} of the voice begins at {piece.In.Seconds:0.00} s of {name}, which lasts {end.Seconds:0.00} s."));
        }

        if (piece.Out > end)
        {
            warnings.Add(FormattableString.Invariant(
                $"The voice's out point is past the end of {name}; its end ({end.Seconds:0.00} s) is used."));
        }

        return Min(piece.Out, end);
    }

    /// <summary>When the sound of a file ends.</summary>
    public static MediaTime LengthOf(ClipInfo file) => file.Audio!.StartTime + file.Audio.Duration;

    private static MediaTime Min(MediaTime a, MediaTime b) => a < b ? a : b;
}
