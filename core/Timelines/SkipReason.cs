namespace HeyGem.Core.Timelines;

/// <summary>Why a clip of a timeline is not rendered. The wire word is the name in lower case with underscores.</summary>
public enum SkipReason
{
    /// <summary>Nothing stands behind it.</summary>
    NoMedia,

    /// <summary>Its file is not there.</summary>
    Offline,

    /// <summary>It is another sequence.</summary>
    Nested,

    /// <summary>It is a multicam clip.</summary>
    Multicam,

    /// <summary>It is a merged clip.</summary>
    Merged,

    /// <summary>It is a subclip.</summary>
    Subclip,

    /// <summary>It is an adjustment layer.</summary>
    Adjustment,

    /// <summary>It is a title or another graphic.</summary>
    Graphic,

    /// <summary>It is a still picture.</summary>
    Still,

    /// <summary>Its speed was changed.</summary>
    Speed,

    /// <summary>It runs backwards.</summary>
    Reversed,

    /// <summary>It is switched off.</summary>
    Disabled,

    /// <summary>The rate of its file is unknown.</summary>
    UnknownRate,

    /// <summary>It has no length.</summary>
    Empty,

    /// <summary>It is a render.</summary>
    OwnRender,

    /// <summary>There is no voice.</summary>
    NoVoice,

    /// <summary>No voice lies under it.</summary>
    NoVoiceHere,

    /// <summary>A file of the voice under it is not there.</summary>
    VoiceIsOffline,

    /// <summary>A piece of the voice under it is a subclip.</summary>
    VoiceIsSubclip,
}

/// <summary>What a person should know about a clip that is rendered all the same.</summary>
public enum SelectionNote
{
    /// <summary>The voice is what the clip's own camera recorded: there is no other sound.</summary>
    CameraSound,

    /// <summary>The voice does not reach over all of the clip; the rest stays as it is.</summary>
    VoiceShort,

    /// <summary>Fewer extra frames were taken than asked for.</summary>
    HandlesClamped,

    /// <summary>A transition at an end of the clip stays as it is and is not covered.</summary>
    TransitionLeft,
}

/// <summary>The words of reasons and notes, as in JSON and in the panel.</summary>
public static class SelectionWords
{
    /// <summary>The wire word, <c>no_voice_here</c>.</summary>
    public static string WireName(this SkipReason reason) => Snake(reason.ToString());

    /// <summary>The wire word, <c>voice_short</c>.</summary>
    public static string WireName(this SelectionNote note) => Snake(note.ToString());

    /// <summary>The reason as a clause for a table.</summary>
    public static string Sentence(this SkipReason reason) => reason switch
    {
        SkipReason.NoMedia => "nothing stands behind it",
        SkipReason.Offline => "its file is not there",
        SkipReason.Nested => "it is a sequence of its own; open that one",
        SkipReason.Multicam => "it is a multicam clip; flatten it first",
        SkipReason.Merged => "it is a merged clip",
        SkipReason.Subclip => "it is a subclip; use the master clip",
        SkipReason.Adjustment => "it is an adjustment layer",
        SkipReason.Graphic => "it is a title or a graphic",
        SkipReason.Still => "it is a still picture",
        SkipReason.Speed => "its speed was changed",
        SkipReason.Reversed => "it runs backwards",
        SkipReason.Disabled => "it is switched off",
        SkipReason.UnknownRate => "the frame rate of its file is unknown",
        SkipReason.Empty => "it has no length",
        SkipReason.OwnRender => "it is a render already",
        SkipReason.NoVoice => "there is no voice",
        SkipReason.NoVoiceHere => "no voice lies under it",
        SkipReason.VoiceIsOffline => "a file of the voice under it is not there",
        _ => "a piece of the voice under it is a subclip",
    };

    /// <summary>The note as a clause for a table.</summary>
    public static string Sentence(this SelectionNote note) => note switch
    {
        SelectionNote.CameraSound => "the voice is the camera's own sound",
        SelectionNote.VoiceShort => "the voice does not reach over all of it",
        SelectionNote.HandlesClamped => "fewer handles than asked for",
        _ => "a transition at its end stays as it is",
    };

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
}
