using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>What is rendered for a clip of a timeline.</summary>
public static class TimelineSpec
{
    /// <summary>
    /// The clip's part of its file with its handles, and the voice under it. Renders have no sound of their own, so that placing them
    /// touches none.
    /// </summary>
    /// <param name="clip">The clip.</param>
    /// <param name="outputFolder">Folder for the result.</param>
    public static RenderSpec Of(ClipSelection clip, string outputFolder)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var (voice, frame) = (clip.Voice, clip.Frame);
        var pieces = voice.Pieces.Select(p => new VoicePiece(
            p.Path, new MediaTime(p.Start), new MediaTime(p.Start + p.Span.Length), new MediaTime(p.Span.Start - voice.Span.Start)));
        return new RenderSpec
        {
            ClipPath = clip.Path,
            VoicePath = voice.Pieces.Count > 0 ? voice.Pieces[0].Path : voice.Media.Path,
            VoicePieces = new VoicePieces(pieces),
            In = MediaPoint.At(new MediaTime(clip.Range.InFrame * frame)),
            OutPoint = MediaPoint.At(new MediaTime(clip.Range.OutFrame * frame)),
            AudioIn = voice.Pieces.Count > 0 ? null : MediaPoint.At(new MediaTime(voice.Media.Start)),
            AudioOut = voice.Pieces.Count > 0 || voice.Media.End is not { } end ? null : MediaPoint.At(new MediaTime(end)),
            OutputFolder = outputFolder,
            NoAudio = true,
        };
    }
}
