using System.Net.Sockets;
using System.Text;

namespace HeyGem.Bridge.Tests;

/// <summary>Sends bytes as they are and reads the first line of the answer: for requests that no client library would make.</summary>
internal static class RawHttp
{
    /// <summary>The status of the answer, or 0 when the connection was closed without one.</summary>
    public static async Task<(int Status, string Text)> SendAsync(int port, string request, string address = "127.0.0.1")
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address, port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await stream.ReadAsync(buffer, limit.Token) is var read and > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
        }

        var text = answer.ToString();
        return (text.StartsWith("HTTP/", StringComparison.Ordinal)
            ? int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 0, text);
    }
}
