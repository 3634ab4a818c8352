namespace HeyGem.Core.Weights;

/// <summary>The folder that keeps what outlives one run: converted and installed models, caches, the job store.</summary>
/// <param name="Root">Absolute path; made on first use by whoever writes into it.</param>
public sealed record DataFolder(string Root)
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "HEYGEM_DATA";

    /// <summary>Converted and installed models.</summary>
    public string Models => Path.Combine(Root, "models");

    /// <summary>Face tracks and voice features by content key; may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>How results were rendered, by what is inside them.</summary>
    public string Origins => Path.Combine(Root, "origins");

    /// <summary>The user's presets.</summary>
    public string Presets => Path.Combine(Root, "presets.json");

    /// <summary>Voices that the user installed.</summary>
    public string Voices => Path.Combine(Models, "voices");

    /// <summary>What <see cref="Variable"/> names, else <c>HeyGem.Bridge</c> in the user's own application-data folder.</summary>
    public static DataFolder Current()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(named)
            ? new DataFolder(Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                    "HeyGem.Bridge"))
            : new DataFolder(Path.GetFullPath(named));
    }
}
