using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Render;

/// <summary>Plans the mouth: face and voice become a drawer that knows every frame; its reference mouths come from the cache or the clip.</summary>
internal sealed class MouthStage(RenderTools tools, RenderClock clock)
{
    /// <summary>A drawer that is ready to draw.</summary>
    public async Task<IMouthDrawer> RunAsync(RenderSpec spec, ClipInfo clip, FaceStageResult faces, MouthCrops crops, MouthCurve curve, SourcePlan plan, FrameSequence frames, CancellationToken cancellationToken)
    {
        var planning = clock.Mouth.Start();
        var driving = VoiceDriver.Sample(curve, plan.Rate, plan.Count, new VoiceDriveOptions
        {
            OffsetMs = spec.Offset.ToMilliseconds(plan.Rate),
            Style = spec.VoiceStyle,
        });
        var source = new int[plan.Count];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = plan.SourceOf(i);
        }

        var analysed = MeshClip.Analyse(faces.Track, cancellationToken);
        var drawer = spec.Measured is { } known
            ? new MeshMouth(analysed, known.Over(analysed, source), SpaceOf(clip))
            : MeshMouth.ForVoice(analysed, driving, source, spec.Intensity, SpaceOf(clip));
        clock.Mouth.Stop(planning);
        return await WithReferencesAsync(drawer, faces, crops, frames, cancellationToken);
    }

    /// <summary>A drawer that puts a model's mouths on the clip.</summary>
    public async Task<IMouthDrawer> RunWav2LipAsync(
        RenderSpec spec, ClipInfo clip, FaceStageResult faces, MouthCrops crops, VoiceAnalysis voice, LoadedWav2Lip loaded, SourcePlan plan, FrameSequence frames, CancellationToken cancellationToken)
    {
        var planning = clock.Mouth.Start();
        var delay = TimeSpan.FromMilliseconds(spec.Offset.ToMilliseconds(plan.Rate));
        var drive = new Wav2LipDrive(
            voice.Mel!, voice.Curve, plan.Rate, (spec.Wav2Lip.WindowOffset * -Wav2LipMel.DefaultOffset) - delay, delay, spec.Intensity, spec.Wav2Lip.EnhancerShare);
        int[] source = [.. Enumerable.Range(0, plan.Count).Select(plan.SourceOf)];
        var drawer = Wav2LipMouth.ForVoice(loaded.Engine, faces.Track, drive, source, SpaceOf(clip), cancellationToken);
        clock.Mouth.Stop(planning);
        return await WithReferencesAsync(drawer, faces, crops, frames, cancellationToken);
    }

    private async Task<IMouthDrawer> WithReferencesAsync(IMouthDrawer drawer, FaceStageResult faces, MouthCrops crops, FrameSequence frames, CancellationToken cancellationToken)
    {
        if (drawer.ReferenceFrames.Count > 0 && !Load(drawer, faces.Key))
        {
            int[] missing = [.. drawer.ReferenceFrames.Where(index => !crops.At(index).Any(crop => drawer.TryAddReference(crop, index)))];
            await foreach (var (index, frame) in frames.PickAsync(faces.Track.Range, missing, cancellationToken))
            {
                using (frame)
                {
                    drawer.AddReference(frame, index);
                }
            }

            tools.Cache.TryStore(faces.Key, "mouths", drawer.SaveReferences);
        }

        return drawer;
    }

    private bool Load(IMouthDrawer drawer, string key)
    {
        using var stream = tools.Cache.TryOpen(key, "mouths");
        return stream is not null && drawer.TryLoadReferences(stream);
    }

    /// <summary>The conversion between the clip's samples and RGB.</summary>
    internal static YuvSpace SpaceOf(ClipInfo clip)
    {
        var video = clip.Video!;
        return YuvSpace.FromTags(video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
    }
}
