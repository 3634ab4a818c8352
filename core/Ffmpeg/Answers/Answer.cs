namespace HeyGem.Core.Ffmpeg.Answers;

/// <summary>What a program that succeeded wrote.</summary>
/// <param name="Lines">Its standard output.</param>
/// <param name="ErrorTail">The last lines of its standard error.</param>
internal sealed record Answer(IReadOnlyList<string> Lines, IReadOnlyList<string> ErrorTail);
