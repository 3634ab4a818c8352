using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using HeyGem.Core.Speech;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Dubbing;

/// <summary>
/// The speech of a script: every cue spoken once, whatever the number of clips. One channel of 32-bit floats at 48 kHz in a file without
/// a head, 192 kB a second, in the folder of the results; disposing removes it. No more than one cue is in memory.
/// </summary>
public sealed class DubTrack : IDisposable
{
    /// <summary>Samples a second.</summary>
    public const int RateHz = 48_000;

    private readonly PartFile? _file;

    private DubTrack(DubScript script, PartFile? file, IReadOnlyList<DubCue> cues)
    {
        Script = script;
        _file = file;
        Cues = cues;
    }

    /// <summary>What was spoken.</summary>
    public DubScript Script { get; }

    /// <summary>How each cue lies in its place.</summary>
    public IReadOnlyList<DubCue> Cues { get; }

    /// <summary>The file of the samples; silence where it holds nothing, and after its end.</summary>
    internal string Path => _file?.Path ?? throw new InvalidOperationException("The track was only tried.");

    /// <summary>Speaks a script.</summary>
    /// <param name="script">What.</param>
    /// <param name="folder">The folder for the sound; null to find out only how the cues lie.</param>
    /// <param name="spoken">Told after each cue how many are done; may be null.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once and leaves nothing.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>, <see cref="ErrorCode.SpeechFailed"/>,
    /// <see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.OutputNotWritable"/>.</exception>
    public static async Task<DubTrack> SpeakAsync(
        DubScript script, string? folder, IProgress<int>? spoken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        var file = folder is null ? null : PartFile.Create(System.IO.Path.Combine(folder, $"speech_{script.Language}"));
        try
        {
            var cues = await SpeakAsync(script, file, spoken, cancellationToken).ConfigureAwait(false);
            return new DubTrack(script, file, cues);
        }
        catch (Exception e) when (file is not null && e is IOException or UnauthorizedAccessException)
        {
            file!.Dispose();
            throw DubDisk.Fault(e, folder!);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static async Task<List<DubCue>> SpeakAsync(
        DubScript script, PartFile? file, IProgress<int>? spoken, CancellationToken cancellationToken)
    {
        var (cues, resamplers, untold) = (new List<DubCue>(), new Dictionary<int, Resampler>(), new List<Untold>());
        using var samples = file is null ? null : File.OpenHandle(file.Path, FileMode.Open, FileAccess.Write);
        foreach (var (timed, i) in CuePlace.Of(script.Captions.Cues).Select((place, i) => (place, i)))
        {
            var cue = script.Captions.Cues[i].IsUntimed ? CuePlace.After(cues.LastOrDefault()) : timed;
            var (dubbed, sound) = await CueSpeaker
                .SpeakAsync(script.Captions.Cues[i], i + 1, cue, script.VoiceOf(script.Captions.Cues[i]), cancellationToken)
                .ConfigureAwait(false);
            cues.Add(dubbed);
            if (samples is not null && sound is not null)
            {
                var laid = Laid(sound, resamplers);
                var at = (long)Math.Round(dubbed.Start * RateHz) * sizeof(float);
                RandomAccess.Write(samples, MemoryMarshal.AsBytes(laid.AsSpan()), at);
            }

            if (samples is not null && sound is { Phones.Count: 0, Order: { } order })
            {
                untold.Add(new Untold(i, script.VoiceOf(script.Captions.Cues[i]).Source, order, sound.WholeSamples, sound.Lead));
            }

            spoken?.Report(i + 1);
        }

        await TellPhonesAsync(cues, untold, cancellationToken).ConfigureAwait(false);
        return cues;
    }

    /// <summary>Asks each synthesizer once for the phones that it did not tell while it spoke.</summary>
    private static async Task TellPhonesAsync(List<DubCue> cues, List<Untold> untold, CancellationToken cancellationToken)
    {
        foreach (var group in untold.GroupBy(u => u.Source))
        {
            List<(Untold Cue, IReadOnlyList<SpokenPhone> Phones)> told =
            [
                .. group.Zip(await group.Key.PhonesAsync([.. group.Select(u => (u.Order, u.Samples))], cancellationToken)
                    .ConfigureAwait(false)),
            ];
            foreach (var (cue, phones) in told)
            {
                cues[cue.Index] = cues[cue.Index].With(SpokenText.Moved(phones, cue.Lead, double.PositiveInfinity));
            }
        }
    }

    private static float[] Laid(SpokenText sound, Dictionary<int, Resampler> resamplers)
    {
        if (!resamplers.TryGetValue(sound.SampleRateHz, out var resampler))
        {
            resamplers[sound.SampleRateHz] = resampler = new Resampler(sound.SampleRateHz, RateHz);
        }

        var gain = CueLevel.Gain(sound.Samples, sound.SampleRateHz);
        var laid = resampler.Run(sound.Samples);
        foreach (ref var sample in laid.AsSpan())
        {
            sample = Math.Clamp(sample * gain, -1, 1);
        }

        return laid;
    }

    /// <summary>A cue whose phones its synthesizer did not tell.</summary>
    private sealed record Untold(int Index, ISpeechVoice Source, SpeechOrder Order, int Samples, double Lead);
}
