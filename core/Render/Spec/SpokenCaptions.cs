namespace HeyGem.Core.Render.Spec;

/// <summary>Captions that are spoken to be the voice of a clip.</summary>
public sealed record SpokenCaptions
{
    /// <summary>Path of the captions.</summary>
    public required string Path { get; init; }

    /// <summary>Their language, a tag such as <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The word for the voice of whoever has none of their own; null for the language's own.</summary>
    public string? Voice { get; init; }

    /// <summary>Voices of named speakers.</summary>
    public SpeakerVoices Speakers { get; init; } = SpeakerVoices.None;

    /// <summary>Whether the clip's own sound stays, lowered under the cues.</summary>
    public bool KeepBackground { get; init; }

    /// <summary>Path of a sound that lies under the speech instead; null for none.</summary>
    public string? BackgroundPath { get; init; }
}
