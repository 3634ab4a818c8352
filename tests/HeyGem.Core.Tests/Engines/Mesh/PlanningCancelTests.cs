using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>Every step of planning whose work grows with the clip stops when it is asked to.</summary>
public sealed class PlanningCancelTests
{
    private const int Count = 80;

    private static readonly CancellationToken _stopped = new(canceled: true);

    [Fact]
    public void Every_step_of_planning_stops()
    {
        var track = MouthShapeTests.Talker();
        var shapes = FaceShapes.Of(track, CancellationToken.None);
        bool[] usable = [.. Enumerable.Repeat(true, Count)];
        var model = DeformationModel.Fit(shapes, usable, CancellationToken.None);
        var slow = Posture.Of(shapes, model, usable, CancellationToken.None);
        var range = MouthRange.Of(shapes, usable);
        var clip = MeshClip.Analyse(track, CancellationToken.None);
        var targets = MouthTargets.Exact(new float[Count], [.. Enumerable.Repeat(0.5f, Count)], [.. Enumerable.Range(0, Count)]);
        var mouth = new MeshMouth(clip, targets, YuvSpace.Bt709);

        Stops(() => FaceShapes.Of(track, _stopped));
        Stops(() => MouthCover.Of(track, _stopped));
        Stops(() => DeformationModel.Fit(shapes, usable, _stopped));
        Stops(() => Posture.Of(shapes, model, usable, _stopped));
        Stops(() => ReferenceFrames.Choose(track, new ReferenceFrames.Analysis(shapes, model, slow, range, usable), _stopped));
        Stops(() => MouthPlan.Build(shapes, clip.Target, targets, clip.Keys, clip.Covered, _stopped));
        Stops(() => mouth.Complete(_stopped));
        Stops(() => new MeshMouth(clip, targets, YuvSpace.Bt709, _stopped));
    }

    private static void Stops(Action step) => Assert.ThrowsAny<OperationCanceledException>(step);

    private static void Stops(Func<object> step) => Assert.ThrowsAny<OperationCanceledException>(() => { step(); });
}
