using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class ReadmeTests(CliFixture cli)
{
    // `test` is what runs this; `serve` does not end by itself and has its own tests.
    private static readonly string[] _elsewhere = ["test", "serve"];

    public static TheoryData<string> Commands =>
    [
        .. File.ReadLines(Path.Combine(TestFolders.Repository, "README.md"))
            .Where(line => line.StartsWith("./heygem ", StringComparison.Ordinal))
            .Select(line => line["./heygem ".Length..].Trim())
            .Where(line => !_elsewhere.Contains(line.Split(' ')[0])),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_of_the_readme_works(string command)
    {
        List<string> arguments = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(InFolder)];
        if (arguments[0] == "render" && !arguments.Contains("--out"))
        {
            arguments.AddRange(["--out", cli.PathOf("readme")]);
        }

        var run = await cli.HeyGemAsync(arguments);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private string InFolder(string word) => word == "results" || File.Exists(cli.PathOf(word)) ? cli.PathOf(word) : word;
}
