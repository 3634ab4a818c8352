using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Names the people of a proposal to a render: by their place in a clip of one shot, else by a picture in a folder of their own, which goes
/// with this.
/// </summary>
internal sealed class FacePictures(FfmpegTools ffmpeg, string clip, SpeakerProposal proposal) : IDisposable
{
    private DirectoryInfo? _folder;

    /// <summary>The same speaker with a name.</summary>
    public async Task<Speaker> NameAsync(Speaker speaker, ProposedFace face, CancellationToken cancellationToken)
    {
        if (proposal.IsOneShot && FaceChoice.TryParse(face.Place, out var place))
        {
            return speaker with { Face = place };
        }

        _folder ??= Directory.CreateTempSubdirectory("heygem-faces-");
        var path = Path.Combine(_folder.FullName, FormattableString.Invariant($"person-{face.Number}.jpg"));
        await Thumbnail.WriteAsync(ffmpeg, clip, proposal.PictureOf(face), path, cancellationToken);
        return speaker with { PersonPath = path };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The system's own folder for such files is emptied by the system.
        }
    }
}
