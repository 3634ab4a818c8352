using HeyGem.Core.Voice;

namespace HeyGem.Core.Engines.Mesh;

/// <summary>
/// The built-in engine: moves the clip's own mouth at the clip's own resolution. Has no models, so that loading it costs nothing.
/// </summary>
public sealed class MeshEngine : IMouthEngine, ILoadedEngine
{
    /// <inheritdoc/>
    public EngineInfo Info { get; } = new(
        "mesh",
        "built in, moves the clip's own mouth",
        "None: it draws with the clip's own pixels.")
    {
        Cost = new EngineCost(
            25, "a seated talker, 1080 x 1920, 75 frames, two busy cores: planning 0.5 s, painting 1.3 s (report of 2026-11-28)"),
    };

    /// <inheritdoc/>
    public bool WasLoaded => false;

    /// <inheritdoc/>
    public EngineNeeds Needs { get; } = new();

    /// <inheritdoc/>
    public EngineUse Use => EngineUse.WithoutModels;

    /// <inheritdoc/>
    public string? Obstacle() => null;

    /// <inheritdoc/>
    public Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ILoadedEngine>(this);

    /// <inheritdoc/>
    public Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
        Task.Run<IMouthPlan>(() => Plan(input, cancellationToken), cancellationToken);

    private static MeshMouth Plan(PlanInput input, CancellationToken cancellationToken)
    {
        var driving = VoiceDriver.Sample(
            input.Voice.Curve, input.Rate, input.SourceOf.Count, new VoiceDriveOptions { OffsetMs = input.OffsetMs, Style = input.Style })
            with
        { Share = input.Share };
        var clip = MeshClip.Analyse(input.Track, cancellationToken);
        return MeshMouth.ForVoice(clip, driving, input.SourceOf, input.Intensity, input.Space, cancellationToken);
    }
}
