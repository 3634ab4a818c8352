using System.Net;
using System.Net.Http.Json;
using System.Xml.Linq;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Settings;

/// <summary>What the user chose on the page, and the entry that starts the bridge at login.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-setup-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Folders_are_kept_for_the_next_start()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var change = new { outputFolder = _folder, mediaFolders = new[] { bridge.Media }, startAtLogin = LoginStart.IsOn() };

        using var put = await bridge.Client.PutAsJsonAsync("/api/v1/settings", change, Now);
        var got = await bridge.GetAsync("/api/v1/settings");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(_folder, got["outputFolder"]!.GetValue<string>());
        Assert.Equal(bridge.Settings.OutputFolder, got["running"]!["outputFolder"]!.GetValue<string>());
        Assert.Equal([bridge.Media], SavedSettings.Read(bridge.Settings.DataFolder).MediaFolders);
        Assert.Equal(_folder, SavedSettings.Read(bridge.Settings.DataFolder).OutputFolder);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/nowhere/at/all")]
    public async Task A_folder_that_is_not_there_is_refused_and_nothing_changes(string folder)
    {
        await using var bridge = await BridgeFixture.StartAsync();

        var change = new { outputFolder = folder, startAtLogin = LoginStart.IsOn() };
        using var put = await bridge.Client.PutAsJsonAsync("/api/v1/settings", change, Now);

        Assert.Equal("argument.invalid", await BridgeFixture.CodeOfAsync(put));
        Assert.False(File.Exists(SavedSettings.PathIn(bridge.Settings.DataFolder)));
    }

    [Fact]
    public async Task A_bridge_from_a_checkout_cannot_start_at_login_and_says_so()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var got = await bridge.GetAsync("/api/v1/settings");

        Assert.False(got["canStartAtLogin"]!.GetValue<bool>());
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => LoginStart.Set(true)).Code);
    }

    [Fact]
    public async Task Stop_answers_and_then_stops()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var stopping = new TaskCompletionSource();
        using var told = bridge.App.Lifetime.ApplicationStopping.Register(stopping.SetResult);

        using var reply = await bridge.Client.PostAsync("/api/v1/stop", null, Now);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        await stopping.Task.WaitAsync(Now);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"outputFolder":"relative","mediaFolders":null}""")]
    [InlineData("""{"outputFolder":7}""")]
    public void A_damaged_file_counts_as_nothing_chosen(string text)
    {
        File.WriteAllText(SavedSettings.PathIn(_folder), text);

        var read = SavedSettings.Read(_folder);

        Assert.Null(read.OutputFolder);
        Assert.Empty(read.MediaFolders);
    }

    [Theory]
    [InlineData("/usr/share/dotnet/dotnet", null)]
    [InlineData("/usr/lib/heygem-bridge/heygem", "/usr/lib/heygem-bridge/heygem")]
    [InlineData("/somewhere/HeyGem.Bridge", null)]
    [InlineData(null, null)]
    public void Only_an_installed_program_can_start_at_login(string? process, string? program) =>
        Assert.Equal(program, LoginStart.ProgramOf(process, _ => false));

    [Fact]
    public void On_Windows_the_twin_without_a_console_starts()
    {
        var twin = Path.Combine("/app", "HeyGemBridge.exe");

        Assert.Equal(twin, LoginStart.ProgramOf("/app/heygem.exe", path => path == twin));
    }

    [Fact]
    public void The_entries_survive_awkward_paths()
    {
        const string Program = "/Users/A & B <\"%\"> $HOME/heygem";

        var agent = XDocument.Parse(LoginStart.LaunchAgent(Program));
        var autostart = LoginStart.Autostart(Program);

        Assert.Equal([Program, "start"], agent.Descendants("array").Single().Elements().Select(e => e.Value));
        Assert.Contains("""Exec="/Users/A & B <\\"%%\\"> \\$HOME/heygem" start""", autostart, StringComparison.Ordinal);
    }
}
