namespace HeyGem.Core.Voice.Features;

/// <summary>How loud a voice is where it speaks, so that features do not depend on the recording's level.</summary>
/// <param name="LoudnessDb">Mean of the frames' levels weighted by their energy, held within -60..0 dB of full scale.</param>
/// <param name="LoudDb">Level that 5 % of the active frames pass, dB.</param>
internal readonly record struct VoiceLevel(float LoudnessDb, float LoudDb)
{
    private const float ActiveBelowLoudnessDb = 20;
    private const float TargetDb = -20;

    /// <summary>Factor that brings the voice's power to the level that the model was trained at.</summary>
    public float PowerGain => MathF.Pow(10, (TargetDb - LoudnessDb) / 10);

    /// <summary>Level of a frame from its mean square, dB of full scale, at least -100.</summary>
    public static float Db(float meanSquare) => 10 * MathF.Log10(meanSquare + 1e-10f);

    /// <summary>Measures a whole voice.</summary>
    public static VoiceLevel Of(VoiceFrames frames)
    {
        double sum = 0, weighted = 0;
        foreach (var energy in frames.MeanSquares)
        {
            sum += energy;
            weighted += energy * 10 * Math.Log10(energy + 1e-10);
        }

        var loudness = sum > 0 ? (float)Math.Clamp(weighted / sum, -60, 0) : -60;
        var active = new VoiceLevel(loudness, 0);
        var levels = frames.MeanSquares.Where(active.IsActive).Select(Db).Order().ToArray();
        return active with { LoudDb = levels.Length > 0 ? levels[(int)(0.95 * (levels.Length - 1))] : loudness };
    }

    /// <summary>Whether a frame is loud enough to count as voice.</summary>
    public bool IsActive(float meanSquare) => Db(meanSquare) > LoudnessDb - ActiveBelowLoudnessDb;
}
