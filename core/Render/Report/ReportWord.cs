namespace HeyGem.Core.Render.Report;

/// <summary>A word of the voice in the result.</summary>
/// <param name="Text">The word with its punctuation.</param>
/// <param name="Start">Where it begins, seconds from the result's first frame.</param>
/// <param name="End">Where it ends; the same where it is not heard.</param>
/// <param name="Fit">How it lies there: <c>sure</c>, <c>unsure</c> (something is heard that may be another word) or <c>unheard</c>.</param>
public sealed record ReportWord(string Text, double Start, double End, string Fit)
{
    /// <summary>
    /// Of a sure word: whether its beginning is not, so that a word which the text lacks or has too many before it may move it by more than
    /// 60 ms.
    /// </summary>
    public bool StartUnsure { get; init; }

    /// <summary>The same of its end.</summary>
    public bool EndUnsure { get; init; }
}
