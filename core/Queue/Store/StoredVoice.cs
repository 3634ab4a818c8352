using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Store;

/// <summary>One of several people who speak, in the words of the store.</summary>
internal sealed record StoredVoice(string VoicePath, string Face)
{
    public IReadOnlyList<StoredPiece>? Pieces { get; init; }

    public string? PersonPath { get; init; }

    /// <summary>The words of a speaker.</summary>
    public static StoredVoice Of(Speaker speaker) => new(speaker.VoicePath, speaker.Face.ToString())
    {
        Pieces = speaker.Pieces.Count == 0 ? null : [.. speaker.Pieces.Select(StoredPiece.Of)],
        PersonPath = speaker.PersonPath,
    };

    /// <summary>The speaker that these words mean.</summary>
    /// <exception cref="FormatException">The face is none.</exception>
    public Speaker ToSpeaker() => new(VoicePath)
    {
        Pieces = Pieces is { Count: > 0 } pieces ? new VoicePieces(pieces.Select(p => p.ToPiece())) : VoicePieces.None,
        Face = FaceChoice.TryParse(Face, out var face) ? face : throw new FormatException($"\"{Face}\" is no face."),
        PersonPath = PersonPath,
    };
}
