using System.Globalization;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>
/// Says of a clip what was asked for, as the request that asks for the same again: <see cref="JobRequestReader"/> the other way round.
/// </summary>
internal sealed class JobRequestWriter(UploadStore uploads)
{
    /// <summary>The request for one clip, under a new key.</summary>
    /// <exception cref="HeyGem.Core.Errors.HeyGemException"><see cref="HeyGem.Core.Errors.ErrorCode.StoreUnreadable"/>.</exception>
    public JobRequest Write(ItemSnapshot item)
    {
        var spec = item.Spec ?? throw SourceFiles.Unreadable(item);
        var beside = string.Equals(Path.GetDirectoryName(spec.ClipPath), spec.OutputFolder, StringComparison.Ordinal);
        return new JobRequest
        {
            IdempotencyKey = NewJob.NewId(),
            Title = item.Label,
            Items =
            [
                new ItemRequest
                {
                    Clip = File(spec.ClipPath, spec.In, spec.OutPoint) with { Stream = spec.Streams.Video },
                    Audio = spec.Speakers.Count > 0 ? null : Voice(spec) with
                    {
                        Stream = spec.Streams.Audio,
                        Channel = spec.Streams.Channel,
                        Words = spec.KnownWords is { } words ? Words(words) with { Mouth = spec.WordsMouth } : null,
                    },
                    Voices = spec.Speakers.Count > 0 ? [.. spec.Speakers.Select(Voice)] : null,
                    NoLipSync = spec.NoLipSync.Count == 0 ? null : [.. spec.NoLipSync.Select(s => new VoiceSpanRequest
                    {
                        From = new PointRequest { Ticks = Ticks(s.From) }, To = new PointRequest { Ticks = Ticks(s.To) },
                    })],
                    Person = spec.PersonPath is { } person ? Sound(person) : null,
                    FinalAudio = spec.FinalAudioPath is { } final ? Sound(final) : null,
                    Label = item.Label,
                    Face = spec.Speakers.Count > 0 ? null : spec.Face.ToString(),
                },
            ],
            Engine = spec.Engine,
            Format = spec.Format,
            NoAudio = spec.NoAudio,
            AllowPartial = spec.AllowPartial,
            StripMetadata = spec.StripMetadata,
            Fit = spec.Fit,
            Intensity = spec.Intensity,
            OffsetMs = spec.Offset.Milliseconds,
            OffsetFrames = spec.Offset.Frames,
            VoiceStyle = spec.VoiceStyle,
            Model = spec.Wav2Lip.Model,
            WindowOffset = spec.Wav2Lip.WindowOffset == Wav2LipOptions.NaturalOffset ? null : spec.Wav2Lip.WindowOffset,
            Enhancer = spec.Wav2Lip.Enhancer,
            EnhancerShare = spec.Wav2Lip.Enhancer is null ? null : spec.Wav2Lip.EnhancerShare,
            Provider = spec.Provider,
            BesideSource = beside,
        };
    }

    private VoiceRequest Voice(RenderSpec spec)
    {
        if (spec.Captions is { } captions)
        {
            return new VoiceRequest { Captions = Captions(captions) };
        }

        if (spec.VoicePieces.Count > 0)
        {
            return new VoiceRequest { Pieces = [.. spec.VoicePieces.Select(Piece)] };
        }

        var whole = File(spec.VoicePath, spec.AudioIn, spec.AudioOut);
        return new VoiceRequest { Path = whole.Path, UploadId = whole.UploadId, In = whole.In, Out = whole.Out };
    }

    private SpokenVoiceRequest Voice(Speaker speaker)
    {
        var whole = File(speaker.VoicePath, null, null);
        return new SpokenVoiceRequest
        {
            Audio = speaker.Pieces.Count > 0
                ? new VoiceRequest { Pieces = [.. speaker.Pieces.Select(Piece)] }
                : new VoiceRequest { Path = whole.Path, UploadId = whole.UploadId },
            Face = speaker.PersonPath is null ? speaker.Face.ToString() : null,
            Person = speaker.PersonPath is { } picture ? Sound(picture) : null,
        };
    }

    private SoundRequest Sound(string path)
    {
        var file = File(path, null, null);
        return new SoundRequest { Path = file.Path, UploadId = file.UploadId };
    }

    private CaptionsRequest Captions(SpokenCaptions captions)
    {
        var file = File(captions.Path, null, null);
        return new CaptionsRequest
        {
            Path = file.Path,
            UploadId = file.UploadId,
            Language = captions.Language,
            Voice = captions.Voice,
            Speakers = captions.Speakers.Count == 0
                ? null : [.. captions.Speakers.Select(s => new SpeakerRequest { Speaker = s.Key, Voice = s.Value })],
            KeepBackground = captions.KeepBackground,
            Background = captions.BackgroundPath is { } path ? Sound(path) : null,
        };
    }

    private WordsRequest Words(KnownWords words)
    {
        var file = words.Path is { } path ? File(path, null, null) : null;
        return new WordsRequest { Text = words.Text, Path = file?.Path, UploadId = file?.UploadId, Language = words.Language };
    }

    private PieceRequest Piece(VoicePiece piece)
    {
        var file = File(piece.Path, null, null);
        return new PieceRequest
        {
            Path = file.Path,
            UploadId = file.UploadId,
            In = Ticks(piece.In),
            Out = Ticks(piece.Out),
            At = Ticks(piece.At),
        };
    }

    private MediaRequest File(string path, MediaPoint? start, MediaPoint? end)
    {
        var upload = uploads.IdOf(path);
        return new MediaRequest { Path = upload is null ? path : null, UploadId = upload, In = Point(start), Out = Point(end) };
    }

    /// <summary>Points are kept as ticks, which is what every request becomes.</summary>
    private static PointRequest? Point(MediaPoint? point) =>
        point is null ? null : new PointRequest { Ticks = Ticks(point.ToTime(FrameRate.Default, null)) };

    private static string Ticks(MediaTime time) => time.Ticks.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a clip was rendered from and with.</summary>
/// <param name="Request">Asks for the same again, under a new key.</param>
/// <param name="ClipName">Name of the clip's file.</param>
/// <param name="VoiceName">Name of the voice's file.</param>
internal sealed record ItemOriginView(JobRequest Request, string ClipName, string VoiceName)
{
    public static ItemOriginView Of(ItemSnapshot item, JobRequestWriter writer) =>
        new(writer.Write(item), Path.GetFileName(item.Spec!.ClipPath), Path.GetFileName(item.Spec.VoicePath));
}
