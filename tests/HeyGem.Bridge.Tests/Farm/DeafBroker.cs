using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// A way to a broker on which what is asked of queues is lost, while all else passes: the connection lives and never answers.
/// </summary>
internal sealed class DeafBroker : IAsyncDisposable
{
    private const int HeaderBytes = 7;
    private const int GreetingBytes = 8;
    private const int MethodFrame = 1;
    private const int QueueClass = 50;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly int _port;

    public DeafBroker(int port)
    {
        _port = port;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether what is asked of queues is lost.</summary>
    public bool IsDeaf { get; set; } = true;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            await Task.WhenAny(AskAsync(from.GetStream(), to.GetStream()), to.GetStream().CopyToAsync(from.GetStream(), _stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One end is gone.
        }
    }

    private async Task AskAsync(NetworkStream from, NetworkStream to)
    {
        var header = new byte[GreetingBytes];
        await from.ReadExactlyAsync(header, _stop.Token);
        await to.WriteAsync(header, _stop.Token);
        while (true)
        {
            await from.ReadExactlyAsync(header.AsMemory(0, HeaderBytes), _stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3)) + 1];
            await from.ReadExactlyAsync(body, _stop.Token);
            if (!IsDeaf || header[0] != MethodFrame || BinaryPrimitives.ReadUInt16BigEndian(body) != QueueClass)
            {
                await to.WriteAsync(header.AsMemory(0, HeaderBytes), _stop.Token);
                await to.WriteAsync(body, _stop.Token);
            }
        }
    }
}
