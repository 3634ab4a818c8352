using System.Globalization;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>A model that is ready to draw, with the options of one render.</summary>
/// <param name="Session">The model; stays the engine's.</param>
/// <param name="Weights">Its files, each <c>name sha256</c>.</param>
/// <param name="Options">How it is used.</param>
/// <param name="WasLoaded">Whether it was still loaded from an earlier clip.</param>
internal sealed record LoadedWav2Lip(Wav2LipSession Session, IReadOnlyList<string> Weights, Wav2LipOptions Options, bool WasLoaded)
    : ILoadedEngine
{
    /// <inheritdoc/>
    public EngineNeeds Needs { get; } = new() { Voice = [Wav2LipEngine.Mel], VoiceWindow = Wav2LipEngine.Window };

    /// <inheritdoc/>
    public EngineUse Use => new(Session.Provider, Session.PassedOver, Weights, Session.Warnings) { Cards = Session.Cards };

    /// <inheritdoc/>
    public Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
        Task.Run<IMouthPlan>(() => Plan(input, cancellationToken), cancellationToken);

    private Wav2LipMouth Plan(PlanInput input, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromMilliseconds(input.OffsetMs);
        var drive = new Wav2LipDrive(
            input.Voice.Get(Wav2LipEngine.Mel),
            input.Voice.Curve,
            input.Rate,
            (Options.WindowOffset * -Wav2LipMel.DefaultOffset) - delay,
            delay,
            input.Intensity,
            Options.EnhancerShare)
        {
            Share = input.Share,
        };
        var mouth = Wav2LipMouth.ForVoice(Session, input.Track, drive, input.SourceOf, input.Space, cancellationToken);
        if (input.VoiceSeconds < Needs.VoiceWindow.TotalSeconds)
        {
            mouth.Warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The voice lasts {input.VoiceSeconds * 1000:0} ms and Wav2Lip listens to 200 ms at a time: " +
                    $"the rest is taken as silence."));
        }

        return mouth;
    }
}
