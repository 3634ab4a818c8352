using HeyGem.Core.Errors;
using HeyGem.Core.Render;

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

    public virtual void Dispose()
    {
    }
}
