using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Texts;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Render;

/// <summary>
/// Listens to the voice once for each file and range: twenty clips with one voice cost one analysis, and so do twenty pieces of one minute
/// of a file.
/// </summary>
internal sealed class VoiceStage(RenderTools tools)
{
    private const int SampleRateHz = 16000;

    /// <summary>The mouth curve and every feature that the engine asks for.</summary>
    public async Task<HeardVoice> ListenAsync(ClipWork work, CancellationToken cancellationToken)
    {
        var model = tools.CurveModel;
        var curve = new VoiceFeature<MouthCurve>(
            model.Name, "curve", (samples, token) => model.AnalyseAsync(samples, work.Spill, token), MouthCurveFile.TryLoad,
            MouthCurveFile.Save, LaidCurve.Of);
        var heard = new Dictionary<VoiceFeature, object>();
        var (cached, stated, read) = (true, 0.0, 0.0);
        foreach (var feature in (VoiceFeature[])[curve, .. work.Engine.Needs.Voice])
        {
            var stretches = await HearStretchesAsync(work, feature, cancellationToken);
            heard[feature] = Whole(work, feature, stretches);
            cached &= stretches.TrueForAll(s => s.Cached);
            if (feature == curve)
            {
                stated = stretches.Sum(s => s.Laid.Duration.Seconds);
                read = stretches.Sum(s => SecondsRead(s.Laid));
            }
        }

        heard.Remove(curve, out var found);
        var driven = await new WordStage(tools).DriveAsync(work, Told(work, (MouthCurve)found!), cancellationToken);
        return new HeardVoice(new VoiceAnalysis(driven, heard, cached), stated, read);
    }

    /// <summary>One feature of the voice by itself.</summary>
    public async Task<object> HearAsync(ClipWork work, VoiceFeature feature, CancellationToken cancellationToken) =>
        Whole(work, feature, await HearStretchesAsync(work, feature, cancellationToken));

    private static object Whole(ClipWork work, VoiceFeature feature, List<(LaidStretch<object> Laid, bool Cached)> stretches) =>
        work.Plan.Pieces.Count > 0
            ? feature.Lay([.. stretches.Select(s => s.Laid)], work.Plan.VoiceDuration) : stretches[0].Laid.Heard;

    /// <summary>A synthesizer knows better than the network when its lips touch.</summary>
    private static MouthCurve Told(ClipWork work, MouthCurve heard)
    {
        if (work.Plan.Corrected is not null)
        {
            return work.Plan.Pieces.Aggregate(heard, (curve, piece) => TimesOf(work.Spec, piece.Path) is { } own
                ? VoiceTimes.Read(own).Part(piece.In.Seconds, piece.Out.Seconds, piece.At.Seconds).Applied(curve, 0) : curve);
        }

        return work.Spec.VoiceTimesPath is { } path && work.Plan.Pieces.Count == 0
            ? VoiceTimes.Read(path).Applied(heard, work.Plan.Listening.Start.Seconds) : heard;
    }

    /// <summary>The times of a file of a corrected voice.</summary>
    private static string? TimesOf(RenderSpec spec, string voice) =>
        spec.Correction!.InOrder().LastOrDefault(c => c.VoicePath == voice) is { } correction ? correction.VoiceTimesPath
        : spec.VoicePieces.Count == 0 ? spec.VoiceTimesPath
        : null;

    private static double SecondsRead(LaidStretch<object> laid) => Math.Clamp(
        ((double)((MouthCurve)laid.Heard).Length / MouthCurve.RateHz) - laid.From.Seconds, 0, laid.Duration.Seconds);

    /// <summary>Hears the whole voice: its one stretch, or each of its pieces.</summary>
    private async Task<List<(LaidStretch<object> Laid, bool Cached)>> HearStretchesAsync(
        ClipWork work, VoiceFeature feature, CancellationToken cancellationToken)
    {
        if (work.Plan.Pieces.Count == 0)
        {
            var (start, duration) = work.Plan.Listening;
            var (heard, cached) = await HearAsync(work, feature, new Stretch(work.Spec.VoicePath, start, duration), cancellationToken);
            return [(new LaidStretch<object>(heard, MediaTime.Zero, MediaTime.Zero, duration), cached)];
        }

        var known = new Dictionary<Stretch, (object Heard, bool Cached)>();
        var laid = new List<(LaidStretch<object> Laid, bool Cached)>();
        foreach (var piece in work.Plan.Pieces)
        {
            var (start, duration) = PiecePlan.Listening(piece, work.Voices[piece.Path].Info);
            var stretch = new Stretch(piece.Path, start, duration);
            if (!known.TryGetValue(stretch, out var found))
            {
                known[stretch] = found = await HearAsync(work, feature, stretch, cancellationToken);
            }

            laid.Add((new LaidStretch<object>(found.Heard, piece.In - start, piece.At, piece.Duration), found.Cached));
        }

        return laid;
    }

    private async Task<(object Heard, bool Cached)> HearAsync(
        ClipWork work, VoiceFeature feature, Stretch stretch, CancellationToken cancellationToken)
    {
        var (path, start, duration) = stretch;
        var key = ContentKey.Of("voice", feature.Name, work.Voices[path].Key, $"{start.Ticks}", $"{duration.Ticks}");
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

            var samples = new AudioReader(tools.Ffmpeg)
                .ReadMonoBlocksAsync(work.Voices[path].Info, start, duration, SampleRateHz, cancellationToken);
            var heard = await feature.AnalyseAsync(samples, cancellationToken);
            tools.Cache.TryStore(key, feature.Kind, stream => feature.Save(heard, stream));
            return (heard, false);
        }
        finally
        {
            work.Clock.Stop(ClockedWork.Voice, began);
        }
    }

    /// <summary>A part of a file.</summary>
    private sealed record Stretch(string Path, MediaTime Start, MediaTime Duration);
}

/// <summary>A voice that was listened to.</summary>
/// <param name="Voice">What is known of it.</param>
/// <param name="StatedSeconds">How long its files say that it is.</param>
/// <param name="ReadSeconds">How much of that could be read.</param>
internal sealed record HeardVoice(VoiceAnalysis Voice, double StatedSeconds, double ReadSeconds);
