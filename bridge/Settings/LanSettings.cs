using System.Net;
using System.Net.Sockets;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Settings;

/// <summary>How the bridge is opened to the local network: on one address of this machine, behind a password.</summary>
/// <param name="Address">The one address, not a wildcard.</param>
/// <param name="Password">What a client gives once to get a token of its own; at least <see cref="MinPasswordLength"/> characters.</param>
internal sealed record LanSettings(IPAddress Address, string Password)
{
    /// <summary>
    /// The environment variable that holds the password; it is not an option, because every user of a machine sees the options of its
    /// programs.
    /// </summary>
    public const string Variable = "HEYGEM_LAN_PASSWORD";

    /// <summary>The shortest password taken.</summary>
    public const int MinPasswordLength = 12;

    /// <summary>Reads what the user gave, and takes the password out of the environment, so that no child process inherits it.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>, <see cref="ErrorCode.LanPasswordMissing"/>.</exception>
    public static LanSettings Read(string address)
    {
        var password = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        return Of(address, password);
    }

    /// <summary>The settings for an address and a password.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>, <see cref="ErrorCode.LanPasswordMissing"/>.</exception>
    public static LanSettings Of(string address, string? password)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)
            || parsed.ToString() != address
            || parsed.Equals(IPAddress.Loopback) || parsed.Equals(IPAddress.IPv6Loopback) || parsed.IsIPv6Multicast
                || parsed.Equals(IPAddress.Broadcast))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"\"{address}\" is not one address of this machine.")
            {
                Hint =
                "Give --lan the address that other machines reach this one by, such as 192.168.1.20."
            };
        }

        return password is { Length: >= MinPasswordLength }
            ? new LanSettings(parsed, password)
            : throw new HeyGemException(ErrorCode.LanPasswordMissing,
                $"The bridge is opened to the network only with a password of at least {MinPasswordLength} characters.");
    }

    /// <summary>The address with a port as it stands in a Host header.</summary>
    public string Authority(int port) =>
        Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]:{port}" : $"{Address}:{port}";
}
