using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Render;

/// <summary>Listens to the voice once for each file and range; twenty clips with one voice cost one analysis.</summary>
internal sealed class VoiceStage(RenderTools tools, RenderClock clock)
{
    private const int SampleRateHz = 16000;

    /// <summary>All that the engine asks of the voice.</summary>
    public async Task<VoiceAnalysis> ListenAsync(RenderSpec spec, string voiceKey, SourcePlan plan, CancellationToken cancellationToken)
    {
        var (curve, curveCached) = await CurveAsync(spec, voiceKey, plan, cancellationToken);
        if (spec.Engine != EngineChoice.Wav2Lip)
        {
            return new VoiceAnalysis(curve, null, curveCached);
        }

        var (mel, melCached) = await MelAsync(spec, voiceKey, plan, cancellationToken);
        return new VoiceAnalysis(curve, mel, curveCached && melCached);
    }

    private Task<(MouthCurve Heard, bool Cached)> CurveAsync(RenderSpec spec, string voiceKey, SourcePlan plan, CancellationToken cancellationToken) =>
        HearAsync(spec, Key(tools.CurveModel.Name, voiceKey, plan), "curve", plan, MouthCurveFile.TryLoad, tools.CurveModel.AnalyseAsync, MouthCurveFile.Save, cancellationToken);

    private Task<(Wav2LipMel Heard, bool Cached)> MelAsync(RenderSpec spec, string voiceKey, SourcePlan plan, CancellationToken cancellationToken) =>
        HearAsync(spec, Key("wav2lip", voiceKey, plan), "mel", plan, Wav2LipMelFile.TryLoad, Wav2LipMel.AnalyseAsync, Wav2LipMelFile.Save, cancellationToken);

    private static string Key(string analysis, string voiceKey, SourcePlan plan) =>
        ContentKey.Of("voice", analysis, voiceKey, $"{plan.Listening.Start.Ticks}", $"{plan.Listening.Duration.Ticks}");

    private async Task<(T Heard, bool Cached)> HearAsync<T>(
        RenderSpec spec,
        string key,
        string kind,
        SourcePlan plan,
        Func<Stream, T?> load,
        Func<IAsyncEnumerable<ReadOnlyMemory<float>>, CancellationToken, Task<T>> analyse,
        Action<T, Stream> save,
        CancellationToken cancellationToken)
        where T : class
    {
        var began = clock.Voice.Start();
        try
        {
            using (var stream = tools.Cache.TryOpen(key, kind))
            {
                if (stream is not null && load(stream) is { } known)
                {
                    return (known, true);
                }
            }

            var samples = new AudioReader(tools.Ffmpeg).ReadMonoBlocksAsync(spec.VoicePath, plan.Listening.Start, plan.Listening.Duration, SampleRateHz, cancellationToken);
            var heard = await analyse(samples, cancellationToken);
            tools.Cache.TryStore(key, kind, stream => save(heard, stream));
            return (heard, false);
        }
        finally
        {
            clock.Voice.Stop(began);
        }
    }
}
