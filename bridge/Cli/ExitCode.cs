namespace HeyGem.Bridge.Cli;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int BadArguments = 2;
    /// <summary>Another bridge or program holds what this one needs.</summary>
    public const int Busy = 75;

    /// <summary>What was asked for is not allowed as the machine is set up.</summary>
    public const int NotAllowed = 78;

    public const int Interrupted = 130;
}
