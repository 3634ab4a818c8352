using System.Text.Json;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>How a run of the program ended.</summary>
public sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>The JSON lines of one kind.</summary>
    public IReadOnlyList<JsonElement> Events(string kind) =>
    [
        .. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(e => e.GetProperty("event").GetString() == kind),
    ];
}
