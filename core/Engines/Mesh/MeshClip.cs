using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh;

/// <summary>Everything that the engine learns of a clip before a voice is known. Immutable; serves any number of voices.</summary>
public sealed class MeshClip
{
    private MeshClip(FaceTrack track, FaceShapes shapes, MouthCover cover, CancellationToken cancellationToken)
    {
        Shapes = shapes;
        Covered = [.. Enumerable.Range(0, shapes.FrameCount).Select(cover.IsKept)];
        var usable = cover.Lenders(shapes.Has);
        var model = DeformationModel.Fit(shapes, usable, cancellationToken);
        var slow = Posture.Of(shapes, model, usable, cancellationToken);
        Range = MouthRange.Of(shapes, usable);
        Target = new TargetShape(shapes, model, slow, Range);
        Keys = ReferenceFrames.Choose(track, new ReferenceFrames.Analysis(shapes, model, slow, Range, usable), cancellationToken);
    }

    /// <summary>Whether the clip ever shows the inside of the mouth; if not, the inside is drawn.</summary>
    public bool EverOpens => Range.EverOpens;

    internal FaceShapes Shapes { get; }

    /// <summary>Frames that keep their pixels because most of the mouth is covered.</summary>
    internal bool[] Covered { get; }

    internal MouthRange Range { get; }

    internal TargetShape Target { get; }

    internal ReferenceFrames Keys { get; }

    /// <summary>Analyses a clip.</summary>
    /// <param name="track">Its face track, with at least one face.</param>
    /// <param name="cancellationToken">Ends the analysis; nothing remains.</param>
    /// <exception cref="InvalidOperationException">The track has no face at all.</exception>
    public static MeshClip Analyse(FaceTrack track, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(track);
        var shapes = FaceShapes.Of(track, cancellationToken);
        return new MeshClip(track, shapes, MouthCover.Of(track, cancellationToken), cancellationToken);
    }
}
