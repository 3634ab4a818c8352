using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// The keys by which workers of a farm use the bridge: each opens the routes of workers and nothing else, until it is withdrawn. Only
/// hashes are kept. Thread-safe.
/// </summary>
internal sealed class WorkerKeys
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private List<Kept> _keys;

    /// <param name="path">The file of the hashes; it may be missing.</param>
    public WorkerKeys(string path)
    {
        _path = path;
        _keys = File.Exists(path) ? Read(path) : [];
    }

    /// <summary>The names of the keys.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _keys.Select(k => k.Name)];
            }
        }
    }

    /// <summary>Makes a key, in place of one that has the name.</summary>
    /// <returns>256 random bits in hexadecimal, which are kept nowhere else.</returns>
    /// <exception cref="HeyGemException">The data folder cannot be written.</exception>
    public string Make(string name)
    {
        var key = RandomNumberGenerator.GetHexString(64, lowercase: true);
        Change(keys => [.. keys.Where(k => k.Name != name), new Kept(name, Convert.ToHexStringLower(Hash(key)))]);
        return key;
    }

    /// <summary>Withdraws a key; it opens nothing from here on.</summary>
    /// <returns>False where there is none of the name.</returns>
    /// <exception cref="HeyGemException">The data folder cannot be written.</exception>
    public bool Withdraw(string name)
    {
        var there = Names.Contains(name);
        Change(keys => [.. keys.Where(k => k.Name != name)]);
        return there;
    }

    /// <summary>The name of a key, or null for one that opens nothing. Takes the same time wherever it differs.</summary>
    public string? Find(string key)
    {
        var hash = Hash(key);
        string? found = null;
        lock (_gate)
        {
            foreach (var kept in _keys)
            {
                found = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(kept.Hash)) ? kept.Name : found;
            }
        }

        return found;
    }

    private void Change(Func<List<Kept>, List<Kept>> change)
    {
        lock (_gate)
        {
            var keys = change(_keys);
            try
            {
                PrivateFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(keys));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DataFolderFault.Of(e, "the keys of workers stay as they were");
            }

            _keys = keys;
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static List<Kept> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Kept>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (JsonException)
        {
            // A damaged list only means that workers are invited again.
            return [];
        }
    }

    private sealed record Kept(string Name, string Hash);
}

/// <summary>The worker's key that a request carried.</summary>
/// <param name="Name">Its name.</param>
internal sealed record CarriedKey(string Name);
