using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>What an icon, the login entry and heygem:// addresses run.</summary>
public sealed class StartCommandTests(CliFixture cli) : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("heygem-start-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_second_start_hands_over_with_0_and_the_address_and_stop_ends_the_first_in_order()
    {
        var chosen = Directory.CreateDirectory(Path.Combine(_data, "results")).FullName;
        new SavedSettings(chosen, [_data]).Write(_data);
        using var holder = Hold(7860);
        await using var first = cli.StartIn(_data, [], "start");
        var said = await SaidAsync(first);

        var second = await cli.HeyGemInAsync(_data, "start", "heygem://start/");
        var open = await cli.HeyGemInAsync(_data, "start", "--open");
        var serve = await cli.HeyGemInAsync(_data, "serve");
        var stop = await cli.HeyGemInAsync(_data, "stop");
        var ended = await first.WaitAsync(Now);
        var again = await cli.HeyGemInAsync(_data, "stop");

        Assert.Contains($"Results       {chosen}", said, StringComparison.Ordinal);
        var address = Regex.Match(said, "^Open +(http[^#]+)#", RegexOptions.Multiline).Groups[1].Value;
        Assert.InRange(new Uri(address).Port, 7861, 7899);
        Assert.Equal((0, $"Running       {address}\n"), (second.ExitCode, second.Output));
        Assert.Equal(0, open.ExitCode);
        Assert.Matches($"Open          {address}#code=[0-9a-f]{{64}}\n", open.Output);
        Assert.Equal(75, serve.ExitCode);
        Assert.Contains("bridge.already_running", serve.Error, StringComparison.Ordinal);
        Assert.Equal((0, "Stopped.\n"), (stop.ExitCode, stop.Output));
        Assert.Equal(0, ended);
        Assert.Equal((0, "No bridge runs.\n"), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task What_a_dead_bridge_left_is_no_bridge()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var left = JsonSerializer.Serialize(new { port, token = "old", pid = 1, startedAt = DateTimeOffset.UnixEpoch, version = "0.0.0" });
        await File.WriteAllTextAsync(Path.Combine(_data, "bridge.json"), left, Now);
        var answered = AnswerAsync(stranger);

        var stop = await cli.HeyGemInAsync(_data, "stop");

        await answered;
        Assert.Equal((0, "No bridge runs.\n"), (stop.ExitCode, stop.Output));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("heygem://start", false)]
    [InlineData("HEYGEM://START/", false)]
    [InlineData("heygem:start", false)]
    [InlineData("heygem://open", true)]
    public void The_two_addresses_are_known(string? address, bool page) => Assert.Equal(page, StartCommand.AsksForPage(address));

    [Theory]
    [InlineData("heygem://start?out=/etc")]
    [InlineData("heygem://start/../stop")]
    [InlineData("http://start")]
    [InlineData("")]
    public void Any_other_address_is_refused_for_any_web_page_can_send_one(string address) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => StartCommand.AsksForPage(address)).Code);

    private static TcpListener? Hold(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            // Somebody else has it, which serves as well.
            listener.Dispose();
            return null;
        }
    }

    private static async Task<string> SaidAsync(ChildProcess bridge)
    {
        var output = new StreamReader(bridge.StandardOutput);
        var said = string.Empty;
        while (await output.ReadLineAsync(Now) is { } line)
        {
            said += line + "\n";
            if (line.StartsWith("Stop with", StringComparison.Ordinal))
            {
                return said;
            }
        }

        throw new InvalidOperationException("The bridge did not start: " + string.Join('\n', bridge.ErrorTail));
    }

    private static async Task AnswerAsync(TcpListener stranger)
    {
        using var client = await stranger.AcceptTcpClientAsync(Now);
        const string Reply = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Reply), Now);
    }
}
