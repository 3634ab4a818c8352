using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>Checks a job request and turns it into a job: every value in range, every path inside the media folders.</summary>
internal sealed class JobRequestReader(BridgeSettings settings, MediaFolders folders, UploadStore uploads, TimeProvider time)
{
    private const int MaxItems = 1000;
    private const int MaxLabel = 200;
    private const int MaxTickDigits = 18;

    /// <summary>Checks what concerns the whole job; nothing is read from disk.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, and why.</exception>
    public void Check(JobRequest request)
    {
        Require(request.IdempotencyKey.Length is >= 8 and <= 128, "idempotencyKey", "has 8 to 128 characters");
        Require(request.Items.Count is >= 1 and <= MaxItems, "items", $"has 1 to {MaxItems} clips");
        Require(request.Title is not { Length: > MaxLabel }, "title", $"has at most {MaxLabel} characters");
        Require(request.Intensity is >= 0 and <= 1.5, "intensity", "is 0 to 1.5");
        Require(request.OffsetMs is >= -1000 and <= 1000, "offsetMs", "is -1000 to 1000");
        Require(request.OffsetFrames is >= -50 and <= 50, "offsetFrames", "is -50 to 50");
        Require(request.OutputFolder is null || !request.BesideSource, "outputFolder", "does not go with besideSource");
        ModelRequest.Check(request, settings);
    }

    /// <summary>The job that a request asks for, with a new id; the request has been checked.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, and why.</exception>
    public NewJob Read(JobRequest request)
    {
        // One voice, many faces: what a request names a thousand times is looked up once.
        var known = new Dictionary<string, string>();
        var id = NewJob.NewId();
        var output = OutputFolderOf(request, id);
        var title = request.Title is null ? null : DisplayText.Text(request.Title, MaxLabel);
        var model = ModelRequest.Read(request, settings);
        return new NewJob(request.IdempotencyKey, HashOf(request), title,
            [.. request.Items.Select((item, i) => ReadItem(request, model, item, $"items[{i}]", output, known))],
            id)
        { Removable = request.Removable, Priority = request.Priority };
    }

    /// <summary>Where the results of a job go: the folder that it names, else one by date and job.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.PathNotAllowed"/>.</exception>
    internal string OutputFolderOf(JobRequest request, string id) => request.OutputFolder is { } folder
        ? folders.ResolveFolder(folder, "outputFolder")
        : Path.Combine(settings.OutputFolder, time.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), id[..8]);

    /// <summary>A hash of all that a request asks for, to tell a repetition from another request under the same key.</summary>
    public static string HashOf(JobRequest request) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request.Sent ?? request, WebJson.Options)));

    private NewItem ReadItem(JobRequest request, Wav2LipOptions model, ItemRequest? item, string at, string output, Dictionary<string,
        string> known)
    {
        if (item is null)
        {
            throw Invalid(at, "is missing");
        }

        Require(item.Label is not { Length: > MaxLabel }, $"{at}.label", $"has at most {MaxLabel} characters");
        Require(item.ClientRef is not { Length: > 1000 }, $"{at}.clientRef", "has at most 1000 characters");
        Require(!request.BesideSource || item.Clip.Path is not null, $"{at}.clip", "is given by path, because the result goes beside it");
        var face = FaceChoice.Auto;
        Require(item.Face is null || (item.Face.Length is > 0 and < 40 && FaceChoice.TryParse(item.Face, out face)), $"{at}.face",
            "is auto, left, right, largest or X,Y");
        var clip = ReadFile(item.Clip.Path, item.Clip.UploadId, $"{at}.clip", known);
        var (clipIn, clipOut) = ReadRange(item.Clip.In, item.Clip.Out, $"{at}.clip");
        var speakers = new SpeakersReader(
            (path, uploadId, place) => ReadFile(path, uploadId, place, known),
            (voice, place) => ReadPieces(voice, request.Fit, place, known)).Read(item, request.Fit, at);
        var audio = item.Audio ?? new VoiceRequest();
        var (audioIn, audioOut) = ReadRange(audio.In, audio.Out, $"{at}.audio");
        var pieces = ReadPieces(audio, request.Fit, $"{at}.audio", known);
        var captions = ReadCaptions(audio, request, $"{at}.audio", known);
        return new NewItem(DisplayText.Text(item.Label ?? Path.GetFileName(clip), MaxLabel), item.ClientRef, new RenderSpec
        {
            ClipPath = clip,
            VoicePath = (speakers.Count > 0 ? speakers[0].VoicePath : captions?.Path)
                ?? (pieces.Count > 0 ? pieces[0].Path : ReadFile(audio.Path, audio.UploadId, $"{at}.audio", known)),
            Speakers = speakers,
            NoLipSync = ReadNoLipSync(item, at),
            VoicePieces = pieces,
            Captions = captions,
            KnownWords = audio.Words?.Read($"{at}.audio.words", (path, uploadId, place) => ReadFile(path, uploadId, place, known)),
            WordsMouth = audio.Words?.Mouth ?? default,
            FinalAudioPath = item.FinalAudio is { } sound ? ReadFile(sound.Path, sound.UploadId, $"{at}.finalAudio", known) : null,
            PersonPath = item.Person is { } person ? ReadFile(person.Path, person.UploadId, $"{at}.person", known) : null,
            In = clipIn,
            OutPoint = clipOut,
            AudioIn = audioIn,
            AudioOut = audioOut,
            OutputFolder = request.BesideSource ? Path.GetDirectoryName(clip)! : output,
            Engine = request.Engine,
            Wav2Lip = model,
            Provider = request.Provider,
            Format = request.Format,
            NoAudio = request.NoAudio,
            AllowPartial = request.AllowPartial,
            StripMetadata = request.StripMetadata,
            Streams = ReadStreams(item, at),
            Fit = request.Fit,
            Intensity = request.Intensity,
            Offset = new LipOffset(request.OffsetFrames, request.OffsetMs),
            VoiceStyle = request.VoiceStyle,
            Face = face,
        });
    }

    /// <summary>What lies outside the ranges with lip-sync, and in those without.</summary>
    private static Stretches ReadNoLipSync(ItemRequest item, string at)
    {
        var only = item.LipSync is { } ranges ? ReadStretches(ranges, $"{at}.lipSync").Others() : Stretches.None;
        return item.NoLipSync is { } none ? only.With(ReadStretches(none, $"{at}.noLipSync")) : only;
    }

    private static Stretches ReadStretches(IReadOnlyList<VoiceSpanRequest> ranges, string at)
    {
        Require(ranges.Count is >= 1 and <= Stretches.Most, at, $"has 1 to {Stretches.Most} stretches");
        var stretches = new Stretches(ranges.Select((range, i) =>
        {
            Require(range is not null, $"{at}[{i}]", "is given");
            return new Stretch(ReadTime(range!.From, $"{at}[{i}].from"), ReadTime(range.To, $"{at}[{i}].to"));
        }));
        Require(stretches.Fault() is null, $"{at}[{stretches.Fault()}]", "ends after its start, and begins after the one before it");
        return stretches;
    }

    /// <summary>A clip by itself and its range, of which nothing is rendered.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, and why.</exception>
    internal RenderSpec ReadClip(MediaRequest clip, string at)
    {
        var path = ReadFile(clip.Path, clip.UploadId, at);
        var (start, end) = ReadRange(clip.In, clip.Out, at);
        Require(clip.Stream is null or (>= 1 and <= StreamNumbers.Most), $"{at}.stream", $"is 1 to {StreamNumbers.Most}");
        return new RenderSpec
        {
            ClipPath = path,
            VoicePath = path,
            OutputFolder = string.Empty,
            In = start,
            OutPoint = end,
            Streams = new StreamNumbers(clip.Stream),
        };
    }

    private static StreamNumbers ReadStreams(ItemRequest item, string at)
    {
        foreach (var (field, number) in new[]
        {
            ("clip.stream", item.Clip.Stream), ("audio.stream", item.Audio?.Stream), ("audio.channel", item.Audio?.Channel),
        })
        {
            Require(number is null or (>= 1 and <= StreamNumbers.Most), $"{at}.{field}", $"is 1 to {StreamNumbers.Most}");
        }

        return new StreamNumbers(item.Clip.Stream, item.Audio?.Stream, item.Audio?.Channel);
    }

    private string ReadFile(string? path, string? uploadId, string at, Dictionary<string, string> known)
    {
        Require((path is null) != (uploadId is null), at, "has either path or uploadId");
        var name = path ?? uploadId!;
        return known.TryGetValue(name, out var file) ? file : known[name] = path is null
            ? uploads.Find(name) : folders.Resolve(name, $"{at}.path");
    }

    /// <summary>A file by itself, named once.</summary>
    /// <exception cref="HeyGemException">It is named in no way or in two, or it is not one that may be read.</exception>
    internal string ReadFile(string? path, string? uploadId, string at) => ReadFile(path, uploadId, at, []);

    /// <summary>A point that must be there.</summary>
    /// <exception cref="HeyGemException">The field that is wrong, and why.</exception>
    internal static MediaTime ReadTime(PointRequest point, string at) => ReadPoint(point, at)!.Value;

    private SpokenCaptions? ReadCaptions(VoiceRequest voice, JobRequest request, string at, Dictionary<string, string> known)
    {
        if (voice.Captions is not { } captions)
        {
            return null;
        }

        at += ".captions";
        Require(
            voice is { Path: null, UploadId: null, In: null, Out: null, Pieces: null, Stream: null, Channel: null, Words: null }, at,
            "stands alone in audio");
        Require(request.Fit == FitPolicy.Cut, at, "goes with the fit \"cut\", as the result is as long as the clip");
        return captions.Read(at, (path, uploadId, place) => ReadFile(path, uploadId, place, known));
    }

    private VoicePieces ReadPieces(VoiceRequest voice, FitPolicy fit, string at, Dictionary<string, string> known)
    {
        if (voice.Pieces is not { } asked)
        {
            return VoicePieces.None;
        }

        at += ".pieces";
        Require(voice is { Path: null, UploadId: null, In: null, Out: null }, at, "stands alone, without path, uploadId, in and out");
        Require(fit == FitPolicy.Cut, at, "goes with the fit \"cut\", as the result is as long as the clip");
        Require(asked.Count is >= 1 and <= VoicePieces.Most, at, $"has 1 to {VoicePieces.Most} pieces");
        var pieces = new VoicePieces(asked.Select((piece, i) => ReadPiece(piece, $"{at}[{i}]", known)));
        if (pieces.Fault() is var (index, field, rule))
        {
            Require(false, $"{at}[{index}].{field}", rule);
        }

        return pieces;
    }

    private VoicePiece ReadPiece(PieceRequest? piece, string at, Dictionary<string, string> known) => piece is null
        ? throw Invalid(at, "is missing")
        : new VoicePiece(
            ReadFile(piece.Path, piece.UploadId, at, known),
            ReadTicks(piece.In, $"{at}.in"),
            ReadTicks(piece.Out, $"{at}.out"),
            ReadTicks(piece.At, $"{at}.at"));

    private static (MediaPoint? In, MediaPoint? Out) ReadRange(PointRequest? from, PointRequest? to, string at)
    {
        var (start, end) = (ReadPoint(from, $"{at}.in"), ReadPoint(to, $"{at}.out"));
        Require(end is null || end > (start ?? MediaTime.Zero), $"{at}.out", "lies after in");
        return (start is { } s ? MediaPoint.At(s) : null, end is { } e ? MediaPoint.At(e) : null);
    }

    /// <summary>Frames become ticks here: exact both ways for every broadcast rate, so no client's rounding reaches a render.</summary>
    private static MediaTime? ReadPoint(PointRequest? point, string at)
    {
        switch (point)
        {
            case null:
                return null;
            case { Ticks: { } ticks, Frame: null, Rate: null }:
                return ReadTicks(ticks, $"{at}.ticks");
            case { Ticks: null, Frame: { } frame, Rate: { } text }:
                Require(frame is >= 0 and <= 100_000_000, $"{at}.frame", "is 0 to 100000000");
                var rate = FrameRate.Default;
                Require(text.Length < 40 && FrameRate.TryParse(text, out rate)
                    && rate is { Numerator: <= 1_000_000, Denominator: <= 100_000 }, $"{at}.rate", "is a fraction such as 30000/1001");
                return rate.StartOf(frame);
            default:
                throw Invalid(at, "has either ticks, or frame and rate");
        }
    }

    private static MediaTime ReadTicks(string text, string at)
    {
        var ticks = 0L;
        Require(
            text.Length <= MaxTickDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ticks),
            at,
            $"is a whole number of at most {MaxTickDigits} digits");
        return new MediaTime(ticks);
    }

    /// <summary>Holds a request to a rule.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RequestInvalid"/>: the field and the rule.</exception>
    internal static void Require(bool holds, string field, string rule)
    {
        if (!holds)
        {
            throw Invalid(field, $"is wrong: it {rule}");
        }
    }

    private static HeyGemException Invalid(string field, string problem) => new(ErrorCode.RequestInvalid, $"\"{field}\" {problem}.");
}
