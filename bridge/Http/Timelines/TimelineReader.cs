using System.Security.Cryptography;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Placement;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>
/// Reads timelines that clients name. What a timeline names is a client's word, too: a media file counts as there only where it lies in a
/// media folder, and no other path is looked at.
/// </summary>
internal sealed class TimelineReader(MediaFolders folders, JobRequestReader files, RenderBackend backend)
{
    private const int MaxRoots = 100;
    private const int MaxWord = 200;

    /// <summary>Reads a timeline and sorts its clips.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, or one of the <c>input.*</c> and <c>timeline.*</c> codes.</exception>
    public async Task<OpenTimeline> OpenAsync(TimelineRequest request, CancellationToken cancellationToken)
    {
        var order = Read(request);
        var bytes = Bytes(Path.Combine(order.Folder, order.FileName), order.FileName);
        Dictionary<string, bool> present = [];
        var file = order.Parse(bytes, path => present.TryGetValue(path, out var known) ? known : present[path] = IsThere(path));
        var clocks = await TimelineClocks.TellAsync(file, InspectAsync, cancellationToken);
        var choice = await TimelineClocks.MeasuredAsync(order.Choice(), InspectVoiceAsync, cancellationToken);
        return new OpenTimeline(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), file, choice.Of(file.Timeline), order with
        {
            VoiceLength = (choice.Voice as VoiceChoice.OneFile)?.Length,
            Present = [.. present.Where(p => p.Value).Select(p => p.Key)],
            Clocks = [.. clocks.Select(c => StoredClock.Of(c.Key, c.Value))],
        });
    }

    /// <summary>Whether a file that a timeline names lies, by its stated path, on this machine outside the media folders. What is there
    /// is not looked at.</summary>
    public bool IsOutside(string stated)
    {
        try
        {
            if (Path.IsPathFullyQualified(stated))
            {
                folders.ResolveFolder(stated, "media");
            }

            return false;
        }
        catch (HeyGemException)
        {
            return true;
        }
    }

    private StoredTimeline Read(TimelineRequest request)
    {
        var path = files.ReadFile(request.Path, request.UploadId, "timeline");
        JobRequestReader.Require(request.VoiceTrack is null || request.Voice is null, "voice", "does not go with voiceTrack");
        var track = request.VoiceTrack is { Length: < MaxWord } word ? TimelineChoice.TrackNumber(word, TrackKind.Audio) : null;
        JobRequestReader.Require(request.VoiceTrack is null || track is not null, "voiceTrack", "is an audio track such as A2");
        JobRequestReader.Require(
            request.Handles is >= 0 and <= TimelineChoice.MostHandles, "handles", $"is 0 to {TimelineChoice.MostHandles}");
        var order = new StoredTimeline
        {
            FileName = Path.GetFileName(path),
            Folder = Path.GetDirectoryName(path)!,
            Rate = RateOf(request.Rate)?.ToString(),
            Roots = RootsOf(request.MediaRoots ?? []),
            Clips = request.Clips,
            Handles = request.Handles,
            VoiceTrack = track,
            VoiceFile = request.Voice is { } voice ? files.ReadFile(voice.Path, voice.UploadId, "voice") : null,
            Present = [],
        };
        JobRequestReader.Require(
            request.Clips.Length < MaxWord && order.Choice().IsKnown, "clips", "is V1, selected, marked or marked:COLOUR");
        return order;
    }

    private static FrameRate? RateOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var rate = FrameRate.Default;
        JobRequestReader.Require(
            text.Length < 40 && FrameRate.TryParse(text, out rate) && rate.PerSecond is >= 1 and <= 240, "rate",
            "is 1 to 240 frames a second, such as 25, 29.97 or 30000/1001");
        return rate;
    }

    private IReadOnlyList<StoredRoot> RootsOf(IReadOnlyList<MediaRootRequest> asked)
    {
        JobRequestReader.Require(asked.Count <= MaxRoots, "mediaRoots", $"has at most {MaxRoots} folders");
        return [.. asked.Select((root, i) =>
        {
            JobRequestReader.Require(root is not null, $"mediaRoots[{i}]", "is a folder");
            return new StoredRoot(root!.From, folders.ResolveMediaFolder(root.To, $"mediaRoots[{i}].to"));
        })];
    }

    private static byte[] Bytes(string path, string name)
    {
        using var held = VerifiedInput.Open(path);
        try
        {
            var bytes = TimelineFiles.ReadAll(held.File, name);
            held.ThrowIfChanged(null);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{name} cannot be read: {e.Message}", e);
        }
    }

    private bool IsThere(string path)
    {
        try
        {
            return File.Exists(folders.ResolveFolder(path, "media"));
        }
        catch (HeyGemException)
        {
            return false;
        }
    }

    private Task<ClipInfo> InspectAsync(string path, CancellationToken cancellationToken) =>
        InspectVoiceAsync(folders.Resolve(path, "media"), cancellationToken);

    /// <summary>Looks into the voice, whose path was resolved when the request was read: an upload lies in no media folder.</summary>
    private async Task<ClipInfo> InspectVoiceAsync(string path, CancellationToken cancellationToken)
    {
        using var held = VerifiedInput.Open(path);
        var info = await backend.InspectAsync(held.Path, cancellationToken);
        held.ThrowIfChanged(null);
        return info;
    }
}

/// <summary>A timeline that was read.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="File">What it holds.</param>
/// <param name="Selection">What of it is rendered.</param>
/// <param name="Order">How it was read, to be read so again.</param>
internal sealed record OpenTimeline(byte[] Bytes, string Sha256, TimelineFile File, Selection Selection, StoredTimeline Order);
