using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Lets only requests through that name this bridge by its own address and port, byte for byte: the loopback names on the loopback
/// addresses, the LAN address on that address. A page elsewhere whose name
/// was made to resolve to this machine still sends its own name, and ends here, before anything else looks at the request.
/// </summary>
internal sealed class HostFilter(RequestDelegate next, BridgeSettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        var hosts = context.Request.Headers.Host;
        var port = context.Connection.LocalPort;
        return hosts.Count == 1 && IsOwn(hosts[0], context, settings)
            ? next(context)
            : throw new HeyGemException(ErrorCode.HostNotAllowed, LanLogin.IsLan(context)
                ? $"This bridge answers here only as {settings.Lan!.Authority(port)}."
                : $"This bridge answers only as 127.0.0.1:{port} or localhost:{port}.");
    }

    /// <summary>Whether a host with port is the bridge's own on the connection that a request came by.</summary>
    public static bool IsOwn(string? host, HttpContext context, BridgeSettings settings)
    {
        var port = context.Connection.LocalPort;
        return LanLogin.IsLan(context)
            ? host == settings.Lan?.Authority(port)
            : host == $"127.0.0.1:{port}" || host == $"localhost:{port}" || host == $"[::1]:{port}";
    }
}
