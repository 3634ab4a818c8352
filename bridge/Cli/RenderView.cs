using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli;

/// <summary>Shows a person or a program how rendering goes.</summary>
internal abstract class RenderView : IProgress<RenderProgress>, IDisposable
{
    /// <summary>The view for the caller's choice: JSON lines, a bar on a terminal, or plain lines in a pipe or a log.</summary>
    public static RenderView For(bool json) => json ? new JsonRenderView() : new TextRenderView();

    public abstract void Begin(string clip, int number, int count);

    public abstract void Report(RenderProgress value);

    public abstract void Completed(string clip, RenderResult result);

    public abstract void Failed(string? clip, HeyGemException error);

    public abstract void Interrupted();

    /// <summary>What of a timeline is rendered, and what is not and why.</summary>
    public virtual void Listed(Timeline timeline, Selection selection)
    {
    }

    /// <summary>The new timeline is written.</summary>
    public virtual void Written(string path, int placed)
    {
    }

    public virtual void Dispose()
    {
    }
}
