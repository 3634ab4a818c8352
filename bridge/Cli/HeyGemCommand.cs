using System.CommandLine;

namespace HeyGem.Bridge.Cli;

/// <summary>The command line: one root command whose subcommands are the program's verbs.</summary>
internal static class HeyGemCommand
{
    /// <summary>Parses and runs <paramref name="args"/>; the result is the process's exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Lip-sync for editors: renders clips whose mouths speak a given voice.");
        return root.Parse(args).InvokeAsync();
    }
}
