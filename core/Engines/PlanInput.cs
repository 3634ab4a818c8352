using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Engines;

/// <summary>All that an engine plans from. Plans do not hold on to it: the track is as large as all the rest.</summary>
public sealed record PlanInput
{
    /// <summary>The clip's face, with at least one frame that has it.</summary>
    public required FaceTrack Track { get; init; }

    /// <summary>What the clip's sample values mean.</summary>
    public required YuvSpace Space { get; init; }

    /// <summary>Rate of the result.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>The engine's own clock, or the rate of the result for an engine without one.</summary>
    public required FrameRate Clock { get; init; }

    /// <summary>For each frame of the result the clip frame below it, counted from the track's start.</summary>
    public required IReadOnlyList<int> SourceOf { get; init; }

    /// <summary>The voice; its time 0 is the result's first frame.</summary>
    public required VoiceAnalysis Voice { get; init; }

    /// <summary>How much of the voice the result hears, seconds.</summary>
    public required double VoiceSeconds { get; init; }

    /// <summary>How much later (positive) or earlier than natural the lips move, milliseconds.</summary>
    public double OffsetMs { get; init; }

    /// <summary>How strongly the mouth articulates.</summary>
    public VoiceStyle Style { get; init; }

    /// <summary>Strength of the movement, 0..1.5; 1 is as measured.</summary>
    public double Intensity { get; init; } = 1;

    /// <summary>
    /// How much of the wanted mouth is drawn on each frame of the result, 0 (the clip's own stays, to the bit) .. 1; null for all of it.
    /// </summary>
    public IReadOnlyList<float>? Share { get; init; }

    /// <summary>The frame of <see cref="Clock"/> that is on screen when frame <paramref name="output"/> of the result begins.</summary>
    public long ClockFrameOf(int output) => Clock.FrameAt(Rate.StartOf(output));
}
