using HeyGem.Core.Errors;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Watching;

namespace HeyGem.Bridge.Cli.Watch;

/// <summary>What a watch was asked for.</summary>
/// <param name="Folder">Absolute path of the folder.</param>
internal sealed record WatchOrder(string Folder)
{
    /// <summary>The preset's name; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>What the preset holds.</summary>
    public Preset Settings { get; init; } = new();

    /// <summary>The language of what is written where its name tells none; null for none.</summary>
    public string? Language { get; init; }

    /// <summary>Who speaks what is written; null for the language's own voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Whether it ends once nothing new is there.</summary>
    public bool Once { get; init; }

    /// <summary>How a pair is rendered.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: it is not known which language is spoken.</exception>
    public RenderSpec Spec(WatchedPair pair) => Settings.Over(new RenderSpec
    {
        ClipPath = pair.Clip.FullName,
        VoicePath = pair.Voice.FullName,
        OutputFolder = Folder,
        Captions = !pair.IsWritten ? null : new SpokenCaptions
        {
            Path = pair.Voice.FullName,
            Language = pair.Language ?? Language ?? throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"The name of {pair.Voice.Name} does not tell its language.")
            {
                Hint = $"Name it {Path.GetFileNameWithoutExtension(pair.Voice.Name)}.de{pair.Voice.Extension}, or start with "
                    + "--language de.",
            },
            Voice = Voice,
        },
    });
}
