using System.Net;
using System.Net.Sockets;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>A RabbitMQ of the tests' own: free ports of this machine, a folder of its own, no service of the system.</summary>
public sealed class RabbitBroker : IAsyncLifetime
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-rabbit-").FullName;
    private readonly int[] _ports = FreePorts(4);
    private MadeCertificate? _certificate;
    private ChildProcess? _child;
    private string? _host;

    /// <summary>Where it answers; the virtual host is the one that every broker has.</summary>
    public string Address => AddressFor(null);

    private IReadOnlyList<string> Environment =>
    [
        $"HOME={_folder}", $"RABBITMQ_NODENAME=heygem{_ports[0]}@localhost", $"RABBITMQ_NODE_PORT={_ports[0]}",
        $"RABBITMQ_DIST_PORT={_ports[1]}", $"ERL_EPMD_PORT={_ports[2]}", "ERL_EPMD_ADDRESS=127.0.0.1",
        $"RABBITMQ_MNESIA_BASE={_folder}/mnesia", $"RABBITMQ_LOG_BASE={_folder}/log", $"RABBITMQ_CONFIG_FILE={_folder}/rabbitmq.conf",
        $"RABBITMQ_CONF_ENV_FILE={_folder}/none", $"RABBITMQ_ENABLED_PLUGINS_FILE={_folder}/plugins",
    ];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Where it answers over TLS.</summary>
    public string SecureAddress => $"amqps://127.0.0.1:{_ports[3]}/";

    /// <summary>The file with the certificate that it shows there.</summary>
    public string Certificate => _certificate!.Certificate;

    /// <summary>Where it answers on one of its addresses.</summary>
    public string AddressFor(string? host) => $"amqp://{host ?? "127.0.0.1"}:{_ports[0]}/";

    /// <summary>Skips a test where it is not installed; else it runs after this.</summary>
    /// <param name="host">One more address of this machine that it is to be reached by.</param>
    public async Task RequireAsync(string? host = null)
    {
        Assert.SkipUnless(File.Exists(Server), "RabbitMQ is not installed here: apt-get install rabbitmq-server.");
        if (_child is null || _host != host)
        {
            _host = host;
            await RestartAsync();
        }
    }

    /// <summary>Kills it as a power cut would, and starts it again on what it had written.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (File.Exists("/usr/bin/epmd"))
        {
            // Erlang's own list of ports outlives the program that started it.
            await using var end = ChildProcess.Start(new ChildProcessSpec("/usr/bin/epmd", ["-port", $"{_ports[2]}", "-kill"]));
            await end.WaitAsync(CancellationToken.None);
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ports that were free a moment ago.</summary>
    internal static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    private async Task StartAsync()
    {
        _certificate ??= MadeCertificate.Write(_folder, "broker");
        List<string> settings =
        [
            $"listeners.tcp.1 = 127.0.0.1:{_ports[0]}", "loopback_users = none", $"listeners.ssl.1 = 127.0.0.1:{_ports[3]}",
            $"ssl_options.certfile = {_certificate.Certificate}", $"ssl_options.keyfile = {_certificate.Key}",
            "ssl_options.verify = verify_none",
        ];
        if (_host is not null)
        {
            settings.Add($"listeners.tcp.2 = {_host}:{_ports[0]}");
        }

        await File.WriteAllLinesAsync(Path.Combine(_folder, "rabbitmq.conf"), settings, Now);
        await File.WriteAllTextAsync(Path.Combine(_folder, "plugins"), "[].\n", Now);
        _child = ChildProcess.Start(new ChildProcessSpec("/usr/bin/env", [.. Environment, Server]));
        _ = _child.StandardOutput.CopyToAsync(Stream.Null, CancellationToken.None);
        while (true)
        {
            try
            {
                await using var broker = await FarmBroker.ConnectAsync(
                    new FarmSettings(new Uri(Address), new FarmLogin("guest", "guest")), "test", Now);
                return;
            }
            catch (HeyGemException e) when (e.Code == ErrorCode.FarmBrokerUnreachable)
            {
                Assert.False(_child.WaitAsync(Now).IsCompleted, string.Join('\n', _child.ErrorTail));
                await Task.Delay(200, Now);
            }
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> on it; gives the exit code.</summary>
    public async Task<int> ControlAsync(params IReadOnlyList<string> words)
    {
        await using var run = ChildProcess.Start(new ChildProcessSpec("/usr/bin/env", [.. Environment, Control, .. words]));
        return await run.WaitAsync(Now);
    }

    /// <summary>What it has used.</summary>
    internal ProcessUse Used => ProcessUse.Of(Erlang!.Value);

    private int? Erlang => Directory.EnumerateFiles(Path.Combine(_folder, "mnesia"), "*.pid").Select(File.ReadAllText)
        .Select(text => int.TryParse(text, out var id) ? id : (int?)null).FirstOrDefault();

    private async Task KillAsync()
    {
        if (_child is not { } child)
        {
            return;
        }

        // The script has Erlang as its child.
        if (Erlang is { } id)
        {
            _ = NativeSignals.Kill(id, NativeSignals.Slay);
        }

        child.Kill();
        await child.WaitAsync(CancellationToken.None);
        await child.DisposeAsync();
        _child = null;
    }
}
