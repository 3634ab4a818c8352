using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Render.Presets;

/// <summary>The user's presets, in one file that the command line, the bridge and its clients share.</summary>
/// <param name="path">The file; made when the first preset is kept.</param>
public sealed class PresetStore(string path)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MostCharacters = 60;

    /// <summary>The most presets that are kept.</summary>
    public const int Most = 200;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly Lock _gate = new();

    /// <summary>Whether a text can be a preset's name: 1 to 60 characters, none of control, no blank at an end.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MostCharacters && text == text.Trim() && !text.Any(char.IsControl);
    }

    /// <summary>All presets by name.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>: the file cannot be read.</exception>
    public IReadOnlyDictionary<string, Preset> All() => Read();

    /// <summary>One preset.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: there is none of that name;
    /// <see cref="ErrorCode.StoreFailed"/>.</exception>
    public Preset Find(string name)
    {
        var all = Read();
        return all.TryGetValue(name, out var preset) ? preset : throw new HeyGemException(
            ErrorCode.ArgumentInvalid,
            $"There is no preset \"{name}\"" + (all.Count == 0 ? "; none was saved yet." : $": there is {string.Join(", ", all.Keys)}."));
    }

    /// <summary>Keeps a preset, in place of the one that has its name.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: the name, or one more than are kept;
    /// <see cref="ErrorCode.StoreFailed"/>.</exception>
    public void Save(string name, Preset preset)
    {
        if (!IsName(name))
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"A preset's name has 1 to {MostCharacters} characters and no blank at its ends.");
        }

        Change(all => all[name] = preset);
    }

    /// <summary>Forgets a preset.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>.</exception>
    public bool Remove(string name)
    {
        var was = false;
        Change(all => was = all.Remove(name));
        return was;
    }

    private void Change(Action<SortedDictionary<string, Preset>> change)
    {
        lock (_gate)
        {
            var all = Read();
            change(all);
            if (all.Count > Most)
            {
                throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{Most} presets are kept at most; remove one first.");
            }

            try
            {
                PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
                DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(all, _json));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new HeyGemException(ErrorCode.StoreFailed, $"The presets cannot be kept: {e.Message}", e);
            }
        }
    }

    private SortedDictionary<string, Preset> Read()
    {
        try
        {
            var kept = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Preset>>(File.ReadAllBytes(path), _json) : null;
            return new SortedDictionary<string, Preset>(kept ?? [], StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new HeyGemException(ErrorCode.StoreFailed, $"The presets in {path} cannot be read: {e.Message}", e)
            {
                Hint = "Mend that file or move it away; presets are then saved anew.",
            };
        }
    }
}
