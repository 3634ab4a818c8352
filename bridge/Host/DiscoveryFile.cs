using System.Text.Json;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Host;

/// <summary>What programs of the same user read to find the running bridge and to be let in.</summary>
/// <param name="Port">The port on 127.0.0.1.</param>
/// <param name="Token">The token of this run.</param>
/// <param name="Pid">The bridge's process.</param>
/// <param name="StartedAt">When it started; a process with the same number but another start is not the bridge.</param>
/// <param name="Version">The program's version.</param>
internal sealed record DiscoveryFile(int Port, string Token, int Pid, DateTimeOffset StartedAt, string Version)
{
    /// <summary>Writes the file so that only the user's own account can read it.</summary>
    public void Write(string path) => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    /// <summary>Reads the file; null when there is none or it cannot be read.</summary>
    public static DiscoveryFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<DiscoveryFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
