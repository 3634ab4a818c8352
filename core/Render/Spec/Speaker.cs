using HeyGem.Core.Faces;

namespace HeyGem.Core.Render.Spec;

/// <summary>One of several people who speak in a clip: the voice, and whose mouth speaks it.</summary>
/// <param name="VoicePath">Path of the voice, heard from the clip's in point on; that of the first piece where there are several.</param>
public sealed record Speaker(string VoicePath)
{
    /// <summary>The voice where it is heard in places only, as <see cref="RenderSpec.VoicePieces"/>; empty for all of the file.</summary>
    public VoicePieces Pieces { get; init; } = VoicePieces.None;

    /// <summary>
    /// Which face is driven; <see cref="FaceChoice.Auto"/> without a picture for whoever speaks then in the clip's own sound.
    /// </summary>
    public FaceChoice Face { get; init; } = FaceChoice.Auto;

    /// <summary>Path of a picture of the person; null where <see cref="Face"/> says who.</summary>
    public string? PersonPath { get; init; }

    /// <summary>Whether nothing says whose the voice is, so that the clip's own sound and its mouths do.</summary>
    public bool IsAuto => Face.Rule == FaceRule.Auto && PersonPath is null;

    /// <summary>Every file of the voice.</summary>
    internal IEnumerable<string> VoicePaths => Pieces.Count > 0 ? Pieces.Select(p => p.Path) : [VoicePath];
}
