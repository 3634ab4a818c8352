using System.Runtime.InteropServices;
using HeyGem.Core.Captions;
using HeyGem.Core.Errors;
using HeyGem.Core.Speech;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Dubbing;

/// <summary>A cue by itself, to be listened to before anything is rendered.</summary>
public static class CuePreview
{
    /// <summary>Speaks a text as a dub would.</summary>
    /// <param name="text">The text; has words.</param>
    /// <param name="seconds">How long its cue is; null for the voice's own pace.</param>
    /// <param name="voice">Who speaks.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once.</param>
    /// <returns>A WAV file of 32-bit floats in one channel.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>, <see cref="ErrorCode.SpeechFailed"/>.</exception>
    public static async Task<byte[]> SpeakAsync(string text, double? seconds, SpeechVoice voice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(voice);
        SpokenText? spoken;
        if (seconds is { } length)
        {
            var cue = new Cue(MediaTime.Zero, MediaTime.FromSeconds(length), text, null);
            var place = new CuePlace(0, length, double.PositiveInfinity);
            (_, spoken) = await CueSpeaker.SpeakAsync(cue, 1, place, voice, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            spoken = await voice.SpeakAsync(text, 1, cancellationToken).ConfigureAwait(false);
        }

        if (spoken is not { Samples.Length: > 0 })
        {
            throw new HeyGemException(ErrorCode.SpeechFailed, $"The voice {voice.Id} says nothing for this text.");
        }

        var gain = CueLevel.Gain(spoken.Samples, spoken.SampleRateHz);
        float[] samples = [.. spoken.Samples.Select(s => Math.Clamp(s * gain, -1, 1))];
        return [.. FloatWave.Head(1, spoken.SampleRateHz, samples.Length), .. MemoryMarshal.AsBytes(samples.AsSpan())];
    }
}
