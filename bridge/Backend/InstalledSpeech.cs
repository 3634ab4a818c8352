using HeyGem.Core.Speech;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Backend;

/// <summary>The voices of this machine.</summary>
internal static class InstalledSpeech
{
    /// <summary>This program as one that can be started; null where it was started in another way.</summary>
    public static string? Program => ((string[])["HeyGem.Bridge", "HeyGem.Bridge.exe"])
        .Select(name => Path.Combine(AppContext.BaseDirectory, name)).FirstOrDefault(File.Exists);

    /// <summary>What can speak now; what is installed later is found by asking again. The caller disposes it.</summary>
    public static SpeechVoices In(DataFolder data) => SpeechVoices.Here(data.Voices, Program);
}
