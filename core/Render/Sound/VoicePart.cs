using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Sound;

/// <summary>Which part of a file is the voice, before its length is known for certain.</summary>
internal static class VoicePart
{
    // What is listened to of a file that does not say how long it is.
    private static readonly MediaTime _least = MediaTime.FromSeconds(30);

    /// <summary>From the first moment that is heard of the file to the last; to its end where nothing says when.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="path">One file of the voice.</param>
    /// <param name="file">What the probe said of it.</param>
    /// <param name="rate">The clip's rate, by which points in a sound file count.</param>
    public static (MediaTime Start, MediaTime End) Of(RenderSpec spec, string path, ClipInfo file, FrameRate rate)
    {
        var pieces = spec.VoicePieces.Concat(spec.Speakers.SelectMany(s => s.Pieces)).Where(p => p.Path == path).ToList();
        if (pieces.Count > 0)
        {
            return (pieces.MinBy(p => p.In.Ticks)!.In, pieces.MaxBy(p => p.Out.Ticks)!.Out);
        }

        var (own, timecode) = (file.Video?.FrameRate ?? rate, file.Video?.StartTimecode);
        var start = spec.AudioIn?.ToTime(own, timecode) ?? MediaTime.Zero;
        var length = file.Sounds.Select(s => s.StartTime + s.Duration).Append(file.Duration).MaxBy(t => t.Ticks);
        var end = spec.AudioOut?.ToTime(own, timecode) ?? length;
        return (start, end > start ? end : start + _least);
    }
}
