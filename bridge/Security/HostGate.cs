using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Security;

/// <summary>
/// Lets only requests through that name this bridge by its own loopback address and port, byte for byte. A page elsewhere whose name
/// was made to resolve to this machine still sends its own name, and ends here, before anything else looks at the request.
/// </summary>
internal sealed class HostGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var hosts = context.Request.Headers.Host;
        var port = context.Connection.LocalPort;
        return hosts.Count == 1 && IsOwn(hosts[0], port)
            ? next(context)
            : throw new HeyGemException(ErrorCode.HostNotAllowed, $"This bridge answers only as 127.0.0.1:{port} or localhost:{port}.");
    }

    /// <summary>The authorities under which the bridge is its own.</summary>
    public static bool IsOwn(string? host, int port) =>
        host == $"127.0.0.1:{port}" || host == $"localhost:{port}" || host == $"[::1]:{port}";
}
