namespace HeyGem.Core.Errors;

/// <summary>
/// A failure with a code that the editor can act on. Everything wrong with input, disk, ffmpeg or weights is one of these;
/// a mistake in our own code stays an <see cref="InvalidOperationException"/> or <see cref="ArgumentException"/>.
/// </summary>
public sealed class HeyGemException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="message">One sentence that names the file or value concerned, for the editor.</param>
    /// <param name="inner">What caused it, for the log.</param>
    public HeyGemException(ErrorCode code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>What went wrong.</summary>
    public ErrorCode Code { get; }

    /// <summary>What the editor does about it; the code's own hint unless a more exact one was given.</summary>
    public string Hint { get => field ?? Code.Hint(); init; }
}
