using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>What somebody else says of a segment, held against what was ordered and against the file itself.</summary>
internal static class SegmentClaim
{
    /// <summary>Reads what is said.</summary>
    /// <param name="bytes">A note.</param>
    /// <param name="key">The key that was ordered.</param>
    /// <param name="segment">The frames that were ordered.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmResultWrong"/>.</exception>
    public static SegmentNote Read(ReadOnlySpan<byte> bytes, string key, FrameRange segment)
    {
        var note = SegmentNote.TryRead(bytes) ?? throw Wrong("What is said of the segment cannot be read.");
        return note switch
        {
            _ when note.Key != key => throw Wrong("The segment was drawn from something else."),
            _ when note.Start != segment.Start || note.File.Frames != segment.Count || note.Outcomes.Length != segment.Count =>
                throw Wrong($"The segment is of {note.File.Frames} frames from {note.Start}, not of {segment.Count} from {segment.Start}."),
            _ when !note.Outcomes.All(outcome => Enum.IsDefined((FrameOutcome)outcome)) =>
                throw Wrong("What became of the segment's frames is not known here."),
            _ => note,
        };
    }

    /// <summary>Counts and hashes the file, and gives it its place.</summary>
    /// <param name="result">The ffmpeg to ask, and the whole result.</param>
    /// <param name="said">What is said of the file.</param>
    /// <param name="file">The file; it is gone afterwards.</param>
    /// <param name="place">Where it goes; on the disk when this returns.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmResultWrong"/>; or the disk refuses.</exception>
    public static async Task<EncodedSegment> ReadBackAsync(
        (FfmpegTools Ffmpeg, EncodeSpec Target) result, SegmentNote said, string file, string place, CancellationToken cancellationToken)
    {
        using var part = PartFile.Create(place);
        File.Move(file, part.Path, overwrite: true);
        EncodedSegment held;
        try
        {
            held = await SegmentWriter.ReadBackAsync(result.Ffmpeg, result.Target, part.Path, said.File.Frames, cancellationToken);
        }
        catch (HeyGemException e) when (e.Code is ErrorCode.OutputFailed or ErrorCode.FfmpegDied)
        {
            throw Wrong($"The segment's file does not hold its {said.File.Frames} frames.", e);
        }

        return held with { Path = said.File.Path } == said.File
            ? held with { Path = part.Publish() }
            : throw Wrong("The segment's file is not what is said of it: its hash or its pictures differ.");
    }

    private static HeyGemException Wrong(string sentence, Exception? cause = null) => new(ErrorCode.FarmResultWrong, sentence, cause);
}
