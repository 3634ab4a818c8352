using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>The API by files in the data folder.</summary>
public sealed class MailboxTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_as_a_file_is_answered_by_a_file()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var created = await AskAsync(bridge, "POST", "/api/v1/jobs", bridge.Token, bridge.Request("by-letter", "a.mp4").ToJsonString());
        Assert.True(created["status"]!.GetValue<int>() == 201, created.ToJsonString());
        var job = await bridge.FinishedAsync(JsonNode.Parse(created["text"]!.GetValue<string>())!["id"]!.GetValue<string>());

        Assert.Equal((201, "completed"), (created["status"]!.GetValue<int>(), job["state"]!.GetValue<string>()));
        Assert.Empty(Directory.EnumerateFiles(bridge.Settings.MailboxFolder, "*.request"));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Assert.Equal(Own, File.GetUnixFileMode(bridge.Settings.MailboxFolder));
        }
    }

    [Theory]
    [InlineData("/api/v1/jobs")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/pair")]
    public async Task Nothing_is_open_without_the_token(string path)
    {
        await using var bridge = await BridgeFixture.StartAsync();

        Assert.Equal(401, (await AskAsync(bridge, "GET", path, new string('0', 64)))["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_no_request_is_removed_and_never_answered_and_what_nobody_fetches_is_swept()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var (box, secret) = (await BoxAsync(bridge), Path.Combine(bridge.Folder, "secret"));
        await File.WriteAllTextAsync(secret, Letter("GET", "/api/v1/jobs", bridge.Token), Now);
        string Name(char digit) => Path.Combine(box, new string(digit, 32));
        File.CreateSymbolicLink(Name('a') + ".request", secret);
        await File.WriteAllBytesAsync(Name('b') + ".request", new byte[(4 << 20) + 1], Now);
        await File.WriteAllTextAsync(Path.Combine(box, "short.request"), Letter("GET", "/api/v1/jobs", bridge.Token), Now);
        await File.WriteAllTextAsync(Name('c') + ".request", "{\"token\":", Now);
        await File.WriteAllTextAsync(Name('d') + ".answer", "old", Now);
        File.SetLastWriteTimeUtc(Name('d') + ".answer", DateTime.UnixEpoch);

        while (Directory.EnumerateFiles(box).Any())
        {
            await Task.Delay(20, Now);
        }

        Assert.True(File.Exists(secret));
        Assert.Equal(200, (await AskAsync(bridge, "GET", "/healthz", bridge.Token))["status"]!.GetValue<int>());
    }

    private static string Letter(string method, string path, string token, string? body = null) =>
        new JsonObject { ["token"] = token, ["method"] = method, ["path"] = path, ["body"] = body }.ToJsonString();

    private static async Task<string> BoxAsync(BridgeFixture bridge)
    {
        while (!Directory.Exists(bridge.Settings.MailboxFolder))
        {
            await Task.Delay(20, Now);
        }

        return bridge.Settings.MailboxFolder;
    }

    private static async Task<JsonObject> AskAsync(BridgeFixture bridge, string method, string path, string token, string? body = null)
    {
        var name = Path.Combine(await BoxAsync(bridge), Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(name + ".part", Letter(method, path, token, body), Now);
        File.Move(name + ".part", name + ".request");
        while (!File.Exists(name + ".answer"))
        {
            await Task.Delay(20, Now);
        }

        return JsonNode.Parse(await File.ReadAllTextAsync(name + ".answer", Now))!.AsObject();
    }
}
