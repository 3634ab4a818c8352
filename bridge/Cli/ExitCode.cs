namespace HeyGem.Bridge.Cli;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int BadArguments = 2;
    /// <summary>Another bridge or program holds what this one needs.</summary>
    public const int Busy = 75;

    public const int Interrupted = 130;
}
