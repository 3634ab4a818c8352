using System.Text.Json;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Settings;

/// <summary>What the user chose on the page, kept in the data folder; options of the command line come before it.</summary>
/// <param name="OutputFolder">Absolute folder for results, or null: <see cref="DefaultOutputFolder"/>.</param>
/// <param name="MediaFolders">Absolute folders that media may be read from, beside the usual ones.</param>
internal sealed record SavedSettings(string? OutputFolder, IReadOnlyList<string> MediaFolders)
{
    /// <summary>Nothing chosen.</summary>
    public static SavedSettings None { get; } = new(null, []);

    /// <summary>Where results go when nobody chose: in the user's videos, else in the home folder.</summary>
    public static string DefaultOutputFolder()
    {
        var videos = Environment.GetFolderPath(Environment.SpecialFolder.MyVideos);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(Directory.Exists(videos) ? videos : home, "HeyGem Bridge");
    }

    /// <summary>The file in a data folder.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "settings.json");

    /// <summary>Reads the file; what is missing or cannot be read counts as not chosen.</summary>
    public static SavedSettings Read(string dataFolder)
    {
        try
        {
            var read = JsonSerializer.Deserialize<SavedSettings>(File.ReadAllBytes(PathIn(dataFolder)), JsonSerializerOptions.Web);
            return read is null
                ? None
                : new SavedSettings(Absolute(read.OutputFolder), [.. (read.MediaFolders ?? []).Select(Absolute).OfType<string>()]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return None;
        }
    }

    /// <summary>Keeps the choice.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a folder is not absolute or not there;
    /// <see cref="ErrorCode.OutputNotWritable"/>: the data folder cannot be written.</exception>
    public void Write(string dataFolder)
    {
        foreach (var folder in MediaFolders.Append(OutputFolder).OfType<string>())
        {
            if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
            {
                throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{folder} is not a folder of this machine.")
                {
                    Hint = "Make the folder first and give its whole path.",
                };
            }
        }

        try
        {
            PrivateFile.Write(PathIn(dataFolder), JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.OutputNotWritable, $"The settings cannot be kept in {dataFolder}: {e.Message}", e);
        }
    }

    private static string? Absolute(string? folder) => folder is not null && Path.IsPathFullyQualified(folder) ? folder : null;
}
