namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>What a program writes on standard output, line by line, up to a mark that says that it is all there.</summary>
internal interface IToolAnswer
{
    /// <summary>Whether the end mark has come.</summary>
    bool IsWhole { get; }

    /// <summary>Takes the next line.</summary>
    void Add(string line);
}
