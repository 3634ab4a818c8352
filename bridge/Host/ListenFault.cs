using System.Net.Sockets;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Connections;

namespace HeyGem.Bridge.Host;

/// <summary>Why the bridge cannot listen where it was told to, as a sentence.</summary>
internal static class ListenFault
{
    /// <summary>The coded error of a start that failed, or null where the failure is of another kind.</summary>
    public static HeyGemException? Of(Exception e, BridgeSettings settings)
    {
        var isLegacy = settings.LegacyPort != 0 && e.Message.Contains($":{settings.LegacyPort}", StringComparison.Ordinal);
        var port = isLegacy ? settings.LegacyPort : settings.Port;
        var causes = Causes(e).ToList();
        if (causes.Exists(c => c is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }))
        {
            return new HeyGemException(ErrorCode.BridgePortInUse, $"Port {port} is in use by {PortHolder.Describe(port)}.", e);
        }

        // Below 1024 on Unix, and what Windows keeps for Hyper-V and other services.
        if (causes.Exists(c => c is SocketException { SocketErrorCode: SocketError.AccessDenied }))
        {
            return Refused(port, e);
        }

        return settings.Lan is { } lan && causes.Exists(c => c is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
            ? new HeyGemException(ErrorCode.ArgumentInvalid, $"This machine has no address {lan.Address}.", e)
            {
                Hint = "Give --lan an address of this machine.",
            }
            : null;
    }

    private static HeyGemException Refused(int port, Exception e)
    {
        var message = $"The system does not let this user open port {port}.";
        return OperatingSystem.IsWindows()
            ? new HeyGemException(ErrorCode.BridgePortNotAllowed, message, e)
            {
                Hint = "Windows keeps ranges of ports for its own services; "
                    + "`netsh int ipv4 show excludedportrange protocol=tcp` lists them. Choose another port with --port.",
            }
            : new HeyGemException(ErrorCode.BridgePortNotAllowed, message, e);
    }

    /// <summary>An exception and all that caused it: the loopback addresses fail together, as one exception of several.</summary>
    private static IEnumerable<Exception> Causes(Exception e) => e switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(Causes).Prepend(e),
        { InnerException: { } inner } => Causes(inner).Prepend(e),
        _ => [e],
    };
}
