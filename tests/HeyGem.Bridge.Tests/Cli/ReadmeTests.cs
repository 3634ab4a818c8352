using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class ReadmeTests(CliFixture cli)
{
    // `test` is what runs this; `serve` does not end by itself and has its own tests.
    private static readonly string[] _elsewhere = ["test", "serve"];

    // Pictures of people are not at hand here; who is driven has its own tests.
    private static readonly string[] _people = [".jpg", "@"];

    private static IEnumerable<string> Lines => File.ReadLines(Path.Combine(TestFolders.Repository, "README.md"));

    public static TheoryData<string> Commands =>
    [
        .. Lines.Where(line => line.StartsWith("./heygem ", StringComparison.Ordinal))
            .Select(line => line["./heygem ".Length..].Trim())
            .Where(line => !_elsewhere.Contains(line.Split(' ')[0]))
            .Concat(Additions().Where(words => !_people.Any(words.Contains)).Select(Rendered)),
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

        var run = arguments.Any(word => word.StartsWith("wav2lip", StringComparison.Ordinal))
            ? await WithAModelOfItsOwnAsync(arguments) : await cli.HeyGemAsync(arguments);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    /// <summary>What the table of ways to render says to add, the first of each row.</summary>
    private static IEnumerable<string> Additions() => Lines
        .SkipWhile(line => line != "| to | say |").Skip(2).TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|')[2].Split('`')[1]);

    private static string Rendered(string words) =>
        "render " + (words.StartsWith('-') ? "clip.mp4 " : string.Empty) + words
            + (words.Contains("--audio ") ? string.Empty : " --audio voice.wav");

    /// <summary>
    /// Runs where nothing but the face models is installed, so that no probe model lands in the data folder of whoever runs the tests.
    /// </summary>
    private async Task<CliRun> WithAModelOfItsOwnAsync(List<string> arguments)
    {
        var data = Directory.CreateDirectory(cli.PathOf($"data for {arguments[0]}")).FullName;
        var models = Directory.CreateDirectory(new DataFolder(data).Models).FullName;
        Directory.CreateSymbolicLink(Path.Combine(models, "face"), Path.Combine(DataFolder.Current().Models, "face"));
        if (arguments[0] == "render")
        {
            var install = await cli.HeyGemInAsync(
                data, "models", "install", "wav2lip-gan", "--from", cli.PathOf("wav2lip_gan_96.onnx"), "--accept-licence");
            Assert.True(install.ExitCode == 0, install.Output + install.Error);
        }

        return await cli.HeyGemInAsync(data, arguments);
    }

    private string InFolder(string word) => word == "results" || File.Exists(cli.PathOf(word)) ? cli.PathOf(word) : word;
}
