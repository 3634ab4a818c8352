using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Render;

/// <summary>Listens to the voice once for each file and range; twenty clips with one voice cost one analysis.</summary>
internal sealed class VoiceStage(RenderTools tools)
{
    private const int SampleRateHz = 16000;

    /// <summary>The mouth curve and every feature that the engine asks for.</summary>
    public async Task<VoiceAnalysis> ListenAsync(ClipWork work, CancellationToken cancellationToken)
    {
        var model = tools.CurveModel;
        var curve = new VoiceFeature<MouthCurve>(model.Name, "curve", model.AnalyseAsync, MouthCurveFile.TryLoad, MouthCurveFile.Save);
        var heard = new Dictionary<VoiceFeature, object>();
        var cached = true;
        foreach (var feature in (VoiceFeature[])[curve, .. work.Engine.Needs.Voice])
        {
            (heard[feature], var known) = await HearAsync(work, feature, cancellationToken);
            cached &= known;
        }

        heard.Remove(curve, out var found);
        return new VoiceAnalysis((MouthCurve)found!, heard, cached);
    }

    private async Task<(object Heard, bool Cached)> HearAsync(ClipWork work, VoiceFeature feature, CancellationToken cancellationToken)
    {
        var (start, duration) = work.Plan.Listening;
        var key = ContentKey.Of("voice", feature.Name, work.VoiceKey, $"{start.Ticks}", $"{duration.Ticks}");
        var began = work.Clock.Start();
        try
        {
            using (var stream = tools.Cache.TryOpen(key, feature.Kind))
            {
                if (stream is not null && feature.TryLoad(stream) is { } known)
                {
                    return (known, true);
                }
            }

            var samples = new AudioReader(tools.Ffmpeg).ReadMonoBlocksAsync(
                work.Voice, start, duration, SampleRateHz, cancellationToken);
            var heard = await feature.AnalyseAsync(samples, cancellationToken);
            tools.Cache.TryStore(key, feature.Kind, stream => feature.Save(heard, stream));
            return (heard, false);
        }
        finally
        {
            work.Clock.Stop(ClockedWork.Voice, began);
        }
    }
}
