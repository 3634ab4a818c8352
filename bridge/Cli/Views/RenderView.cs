using System.CommandLine;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>Shows a person or a program how rendering goes.</summary>
internal abstract class RenderView : IProgress<RenderProgress>, IDisposable
{
    /// <summary>The view for the caller's choice: JSON lines, a bar on a terminal, or plain lines in a pipe or a log.</summary>
    /// <param name="json">Whether it is JSON lines.</param>
    /// <param name="command">The command that renders, whose options can be advised.</param>
    public static RenderView For(bool json, Command? command = null) =>
        json ? new JsonRenderView() : new TextRenderView(new OptionAdvice(command));

    public abstract void Begin(string clip, int number, int count);

    public abstract void Report(RenderProgress value);

    public abstract void Completed(string clip, RenderResult result);

    public abstract void Failed(string? clip, HeyGemException error);

    public abstract void Interrupted();

    /// <summary>A folder is watched from now on.</summary>
    public virtual void Watching(string folder)
    {
    }

    /// <summary>What of a timeline is rendered, and what is not and why.</summary>
    public virtual void Listed(Timeline timeline, Selection selection)
    {
    }

    /// <summary>The new timeline is written.</summary>
    public virtual void Written(string path, int placed)
    {
    }

    /// <summary>A cue of a language was spoken.</summary>
    public virtual void Speaking(string language, int done, int count)
    {
    }

    /// <summary>All cues of a language are spoken.</summary>
    public virtual void Spoken(DubTrack track)
    {
    }

    /// <summary>A clip is rendered in a language; what lies beside the result, and the cues that this clip ends before.</summary>
    public virtual void Dubbed(string clip, string language, DubFiles files, IReadOnlyList<DubCue> cues)
    {
    }

    public virtual void Dispose()
    {
    }
}
