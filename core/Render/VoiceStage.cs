using HeyGem.Core.Decode;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render;

/// <summary>Listens to the voice once for each file and range; twenty clips with one voice cost one analysis.</summary>
internal sealed class VoiceStage(RenderTools tools, RenderClock clock)
{
    private const int SampleRateHz = 16000;

    /// <summary>The curve, and whether it came from the cache.</summary>
    public async Task<(MouthCurve Curve, bool Cached)> RunAsync(RenderSpec spec, string voiceKey, SourcePlan plan, CancellationToken cancellationToken)
    {
        var key = ContentKey.Of("voice", tools.CurveModel.Name, voiceKey, $"{plan.VoiceStart.Ticks}", $"{plan.VoiceDuration.Ticks}");
        var began = clock.Voice.Start();
        try
        {
            if (Load(key) is { } known)
            {
                return (known, true);
            }

            var samples = new AudioReader(tools.Ffmpeg).ReadMonoBlocksAsync(spec.VoicePath, plan.VoiceStart, plan.VoiceDuration, SampleRateHz, cancellationToken);
            var curve = await tools.CurveModel.AnalyseAsync(samples, cancellationToken);
            tools.Cache.TryStore(key, "curve", stream => MouthCurveFile.Save(curve, stream));
            return (curve, false);
        }
        finally
        {
            clock.Voice.Stop(began);
        }
    }

    private MouthCurve? Load(string key)
    {
        using var stream = tools.Cache.TryOpen(key, "curve");
        return stream is null ? null : MouthCurveFile.TryLoad(stream);
    }
}
