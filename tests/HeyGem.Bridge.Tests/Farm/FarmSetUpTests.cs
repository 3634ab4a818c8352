using System.CommandLine;
using System.Text.RegularExpressions;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Farm;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>What docs/farm.md and deploy/farm say is what the program takes.</summary>
public sealed partial class FarmSetUpTests(RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private static readonly string[] _settings =
    [
        FarmSettings.LoginVariable, FarmSettings.WorkerLoginVariable, FarmSettings.CertificateVariable, WorkCommand.KeyVariable,
        LanSettings.Variable, DataFolder.Variable,
    ];

    // Given by whoever starts a unit or a container; the units and compose.yaml hand them on as options and paths.
    private static readonly string[] _given = ["HEYGEM_FARM", "HEYGEM_LAN_ADDRESS", "HEYGEM_MEDIA", "HEYGEM_FARM_PASSWORD"];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static string Deployed => Path.Combine(TestFolders.Repository, "deploy", "farm");

    // What whoever sets a farm up puts beside them is not ours.
    private static IEnumerable<string> DeployedFiles => Directory.EnumerateFiles(Deployed, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is not ".deb" and not ".env");

    private static string Words => File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "farm.md"));

    public static TheoryData<string> CommandLines =>
    [
        .. Words.Split('\n').Where(line => line.StartsWith("heygem ", StringComparison.Ordinal))
            .Select(line => DocumentedNote().Replace(line, string.Empty)),
        .. DeployedFiles.SelectMany(File.ReadLines).Select(line => Started().Match(line))
            .Where(match => match.Success).Select(match => "heygem " + match.Groups[1].Value),
    ];

    [Fact]
    public async Task The_commands_for_the_broker_let_the_bridge_in()
    {
        await broker.RequireAsync();
        var commands = Words.Split('\n').First(line => line.StartsWith("rabbitmqctl ", StringComparison.Ordinal)).Split(" && ");
        foreach (var command in commands)
        {
            Assert.Equal(0, await broker.ControlAsync(command.Replace("'", string.Empty, StringComparison.Ordinal).Split(' ')[1..]));
        }

        var login = DocumentedLogin().Match(Words).Groups[1].Value.Split(':');
        await using var bridge = await FarmBroker.ConnectAsync(
            new FarmSettings(new Uri(broker.Address + "heygem"), new FarmLogin(login[0], login[1])), "test", Now);
        Assert.Equal("heygem.mesh.0", await bridge.QueueOfAsync("mesh.0", Now));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Every_command_line_is_one_that_the_program_takes(string line)
    {
        var root = new RootCommand { ServeCommand.Create(), WorkCommand.Create(), FarmCommand.Create() };
        var given = GivenSetting().Replace(line, "setting").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

        Assert.Empty(root.Parse(given).Errors.Select(error => error.Message));
    }

    [Fact]
    public void There_are_command_lines_in_the_docs_in_units_and_in_containers() =>
        Assert.InRange(CommandLines.Count, 6 + 2 + 2, int.MaxValue);

    [Fact]
    public void Every_setting_is_one_that_the_program_reads()
    {
        var named = DeployedFiles.Select(File.ReadAllText).Append(Words)
            .SelectMany(text => Setting().Matches(text).Select(match => match.Value)).Distinct();

        Assert.Empty(named.Except([.. _settings, .. _given]));
    }

    // Compose asks for every setting of a file, also for those of services that are not started.
    [Fact]
    public void Each_container_has_a_file_that_asks_for_its_own_settings_only()
    {
        var services = DeployedFiles.Where(file => Path.GetFileName(file) == "compose.yaml")
            .ToDictionary(file => Path.GetFileName(Path.GetDirectoryName(file)!), file => ServiceName().Matches(
                File.ReadAllText(file).Split("\nvolumes:")[0]).Select(match => match.Groups[1].Value));

        Assert.Equal(["heygem-bridge", "heygem-broker", "heygem-worker"], services.Keys.Order());
        Assert.All(services, file => Assert.Equal([file.Key["heygem-".Length..]], file.Value));
    }

    [Fact]
    public async Task A_login_that_is_not_taken_is_told_apart_from_a_broker_that_does_not_answer()
    {
        await broker.RequireAsync();
        var (address, guest) = (new Uri(broker.Address), new FarmLogin("guest", "guest"));

        Assert.EndsWith("does not let us in.", await ToldAsync(new FarmSettings(address, new FarmLogin("guest", "wrong"))));
        Assert.EndsWith("does not let us in.", await ToldAsync(new FarmSettings(new Uri(address, "missing"), guest)));
        Assert.EndsWith("does not answer.", await ToldAsync(
            new FarmSettings(new Uri($"amqp://127.0.0.1:{RabbitBroker.FreePorts(1)[0]}/"), guest)));

        static async Task<string> ToldAsync(FarmSettings farm) =>
            (await Assert.ThrowsAsync<HeyGemException>(() => FarmBroker.ConnectAsync(farm, "test", Now))).Message;
    }

    [Theory]
    [InlineData("heygem-serve.service")]
    [InlineData("heygem-work.service")]
    public async Task Systemd_finds_no_fault_with_a_unit(string unit)
    {
        const string Analyze = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed here.");
        var folder = Directory.CreateTempSubdirectory("heygem-unit-").FullName;
        try
        {
            // The program need not be installed where this runs.
            var text = await File.ReadAllTextAsync(Path.Combine(Deployed, unit), Now);
            Assert.Contains("ExecStart=/usr/bin/heygem ", text, StringComparison.Ordinal);
            var path = Path.Combine(folder, unit);
            await File.WriteAllTextAsync(path, text.Replace("/usr/bin/heygem ", "/bin/true ", StringComparison.Ordinal), Now);
            await using var run = ChildProcess.Start(new ChildProcessSpec(Analyze, ["verify", path]));

            Assert.Equal(0, await run.WaitAsync(Now));
            Assert.DoesNotContain(run.ErrorTail, line => line.Contains(unit, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"(?:ExecStart=/usr/bin/heygem |^ +command: )(.*)$")]
    private static partial Regex Started();

    [GeneratedRegex(@"^  (\w+):$", RegexOptions.Multiline)]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"\$\{[^}]*\}|hgw1\.{4}")]
    private static partial Regex GivenSetting();

    [GeneratedRegex(@" {3,}.*$")]
    private static partial Regex DocumentedNote();

    [GeneratedRegex($@"{FarmSettings.LoginVariable}=(\S+)")]
    private static partial Regex DocumentedLogin();

    [GeneratedRegex(@"HEYGEM_[A-Z_]+")]
    private static partial Regex Setting();
}
