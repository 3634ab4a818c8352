using HeyGem.Core.Errors;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines;

/// <summary>A finished render and the clip that it belongs to.</summary>
public sealed record PlacedRender
{
    /// <summary>The clip.</summary>
    public required ClipSelection Clip { get; init; }

    /// <summary>The rendered file, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>Its rate.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>How many frames it has.</summary>
    public required long Frames { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>What was kept or lost, one sentence; stands in the new item's marker.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>The name of the new item.</summary>
    public string Name => $"{Clip.Original.Name} (HeyGem)";

    /// <summary>The same with no more of the sequence than it has frames for; null where it has none.</summary>
    /// <param name="frame">Length of a frame of the sequence in ticks.</param>
    internal PlacedRender? Within(long frame)
    {
        var (marks, span) = (Clip.Range.Marks, Clip.Span);
        var length = Frames * Ticks.FrameOf(Rate);
        if (marks.End <= length)
        {
            return this;
        }

        var room = Ticks.FrameAt(length - marks.Start, frame) * frame;
        return room <= 0 ? null : this with
        {
            Clip = Clip with
            {
                Span = new TickRange(span.Start, Math.Min(span.End, span.Start + room)),
                Range = Clip.Range with { Marks = new TickRange(marks.Start, Math.Min(marks.End, marks.Start + room)) },
            },
        };
    }
}

/// <summary>
/// A timeline file that was read and can take renders. What is not told here stays as it was read: the file's own tree is edited, never
/// written anew. Not thread-safe.
/// </summary>
public abstract class TimelineFile
{
    /// <summary>What the file tells.</summary>
    public abstract Timeline Timeline { get; }

    /// <summary>Media whose frames the file counts by clocks that it does not tell, on this machine; empty for formats that tell.</summary>
    public virtual IReadOnlyList<string> Unclocked => [];

    /// <summary>Tells the clock of one of <see cref="Unclocked"/>; without it its clips cannot be chosen.</summary>
    public virtual void Clock(string path, MediaClock clock)
    {
    }

    /// <summary>
    /// Lays a render on a new track directly above its original, at the same frames; renders of one track share its new track. One that
    /// ended early, as its voice did, is laid as far as it goes.
    /// </summary>
    /// <param name="render">The render of a clip of this file.</param>
    /// <returns>Whether it was laid: not where it ends before a frame of the clip shows.</returns>
    public bool Add(PlacedRender render)
    {
        ArgumentNullException.ThrowIfNull(render);
        if (render.Within(Timeline.Frame) is not { } fitted)
        {
            return false;
        }

        Lay(fitted);
        return true;
    }

    /// <summary>Writes the file under a name, or under the first free numbered one where that is taken.</summary>
    /// <returns>The name it got.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.OutputFailed"/> or
    /// <see cref="ErrorCode.DiskFull"/>.</exception>
    public string Save(string path)
    {
        using var part = PartFile.Create(path);
        try
        {
            using var stream = new FileStream(part.Path, FileMode.Create, FileAccess.Write);
            Write(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.OutputFailed, $"{MediaName.Of(path)} could not be written: {e.Message}", e);
        }

        return part.Publish();
    }

    /// <summary>Writes the file's tree as it now is.</summary>
    public abstract void Write(Stream stream);

    /// <summary>Lays a render that covers all of its clip's span.</summary>
    /// <param name="render">The render.</param>
    protected abstract void Lay(PlacedRender render);
}
