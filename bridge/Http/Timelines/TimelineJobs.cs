using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Placement;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timelines;
using HeyGem.Core.Voice;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>Jobs that render clips of a timeline, and the timelines that have their results.</summary>
internal sealed class TimelineJobs(BridgeSettings settings, MediaFolders folders, JobRequestReader jobs, PresetStore presets)
{
    private const string Ending = "_lipsync";
    private const int MaxLabel = 200;

    /// <summary>The preset that a request names; one that says nothing where it names none.</summary>
    /// <exception cref="HeyGemException">There is none of this name.</exception>
    public Preset PresetOf(TimelineRenderRequest request)
    {
        var preset = request.Preset is { } name ? presets.All().GetValueOrDefault(name) : new Preset();
        JobRequestReader.Require(preset is not null, "preset", "is the name of a preset");
        return preset!;
    }

    /// <summary>The job for chosen clips of a timeline, and how the timeline was read, with their ids.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, and why; <see cref="ErrorCode.InputChanged"/>.</exception>
    public (NewJob Job, StoredTimeline Order) Read(TimelineRenderRequest request, Preset preset, OpenTimeline open, string hash)
    {
        if (request.Sha256 is { } sum && sum != open.Sha256)
        {
            throw new HeyGemException(ErrorCode.InputChanged, $"{open.Order.FileName} is another file than the one that was read.")
            {
                Hint = "Read the timeline again, look at its clips and send it then.",
            };
        }

        var clips = Chosen(request.Chosen, open.Selection);
        var options = Options(request, preset, clips.Count);
        jobs.Check(options);
        var id = NewJob.NewId();
        var output = jobs.OutputFolderOf(options, id);
        var (model, known) = (ModelRequest.Read(options, settings), new Dictionary<string, string>());
        var items = clips.Select(clip => new NewItem(
            DisplayText.Text($"{clip.Original.Name} \u00B7 {open.File.Timeline.TimecodeAt(clip.Span.Start)}", MaxLabel),
            null,
            Allowed(TimelineSpec.Of(clip, output), open.Order, known) with
            {
                Engine = options.Engine,
                Wav2Lip = model,
                Provider = options.Provider,
                Format = options.Format,
                StripMetadata = options.StripMetadata,
                Intensity = options.Intensity,
                Offset = new LipOffset(options.OffsetFrames, options.OffsetMs),
                VoiceStyle = options.VoiceStyle,
            })).ToList();
        var title = DisplayText.Text(request.Title ?? open.File.Timeline.Name, MaxLabel);
        var job = new NewJob(request.IdempotencyKey, hash, title, items, id) { Timeline = NameOf(open.Order.FileName) };
        return (job, open.Order with { Chosen = [.. clips.Select(c => c.Original.Id)] });
    }

    /// <summary>Writes the timeline with those results of a job that are there.</summary>
    /// <param name="job">The job with its items.</param>
    /// <param name="file">The timeline's file.</param>
    /// <param name="order">How it was read.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobUnfinished"/>: there is no result;
    /// <see cref="ErrorCode.InputNotFound"/>: none is where it was put.</exception>
    public static byte[] Write(JobSnapshot job, byte[] file, StoredTimeline order)
    {
        var timeline = order.Open(file);
        var clips = order.Choice().Of(timeline.Timeline).Clips.ToDictionary(c => c.Original.Id);
        var done = job.Items.Where(i => i.Output is not null && i.Report is not null).ToList();
        var there = done.Where(i => File.Exists(i.Output!.Path)).ToList();
        if (there.Count == 0)
        {
            throw done.Count == 0
                ? new HeyGemException(ErrorCode.JobUnfinished, $"Job {job.Id} has no result yet.")
                : new HeyGemException(ErrorCode.InputNotFound, "The results are no longer where they were put.");
        }

        foreach (var item in there)
        {
            if (clips.TryGetValue(order.Chosen.ElementAtOrDefault(item.Position) ?? string.Empty, out var clip))
            {
                timeline.Add(TimelinePlacement.Of(clip, item.Output!.Path, item.Report!));
            }
        }

        using var written = new MemoryStream();
        timeline.Write(written);
        return written.ToArray();
    }

    private static string NameOf(string fileName) => Path.GetFileNameWithoutExtension(fileName) + Ending + Path.GetExtension(fileName);

    private static IReadOnlyList<ClipSelection> Chosen(IReadOnlyList<string>? ids, Selection selection)
    {
        if (ids is null)
        {
            return selection.Clips;
        }

        var wanted = ids.ToHashSet();
        List<ClipSelection> found = [.. selection.Clips.Where(c => wanted.Contains(c.Original.Id))];
        JobRequestReader.Require(found.Count == wanted.Count, "chosen", "names clips of the timeline that can be rendered, by their ids");
        return found;
    }

    /// <summary>The settings as those of any other job, so that they are held to the same rules.</summary>
    private static JobRequest Options(TimelineRenderRequest request, Preset preset, int clips) => new()
    {
        IdempotencyKey = request.IdempotencyKey,
        Items = [.. Enumerable.Repeat(new ItemRequest { Clip = new MediaRequest(), Audio = new VoiceRequest() }, clips)],
        Title = request.Title,
        Engine = request.Engine ?? preset.Engine ?? EngineRegistry.Auto,
        Format = request.Format ?? preset.Format ?? OutputFormat.Match,
        StripMetadata = preset.StripMetadata ?? false,
        Intensity = request.Intensity ?? preset.Intensity ?? 1,
        OffsetMs = request.OffsetMs ?? preset.OffsetMs ?? 0,
        OffsetFrames = preset.OffsetFrames ?? 0,
        VoiceStyle = request.VoiceStyle ?? preset.VoiceStyle ?? VoiceStyle.Natural,
        Model = preset.Model,
        WindowOffset = preset.WindowOffset,
        Enhancer = preset.Enhancer,
        EnhancerShare = preset.EnhancerShare,
        Provider = preset.Provider,
        OutputFolder = request.OutputFolder,
    };

    /// <summary>The render with the real path of each file, allowed as of now; a voice that was named by itself has been checked.</summary>
    private RenderSpec Allowed(RenderSpec spec, StoredTimeline order, Dictionary<string, string> known)
    {
        return spec with
        {
            ClipPath = Real(spec.ClipPath),
            VoicePath = Real(spec.VoicePath),
            VoicePieces = new VoicePieces(spec.VoicePieces.Select(p => p with { Path = Real(p.Path) })),
        };

        string Real(string path) => path == order.VoiceFile ? path
            : known.TryGetValue(path, out var real) ? real : known[path] = folders.Resolve(path, "media");
    }
}
