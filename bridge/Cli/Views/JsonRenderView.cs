using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>
/// One JSON object a line on standard output: <c>progress</c>, <c>completed</c>, <c>failed</c>.
/// </summary>
internal sealed class JsonRenderView : RenderView
{
    /// <summary>How the command line writes JSON.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _gate = new();
    private string? _clip;

    public override void Begin(string clip, int number, int count) => _clip = clip;

    public override void Report(RenderProgress value) => Write(new
    {
        Event = "progress",
        Clip = _clip,
        value.Stage,
        value.FramesDone,
        value.FramesTotal,
        FramesPerSecond = Math.Round(value.FramesPerSecond, 2),
        Fraction = Math.Round(value.Fraction, 4),
        SecondsLeft = value.TimeLeft is { } left ? Math.Round(left.TotalSeconds, 1) : (double?)null,
    });

    public override void Completed(string clip, RenderResult result) =>
        Write(new { Event = "completed", Clip = clip, Output = result.OutputPath, result.Report });

    public override void Failed(string? clip, HeyGemException error) =>
        Write(new { Event = "failed", Clip = clip, Code = error.Code.WireName(), error.Message, error.Hint });

    public override void Interrupted() =>
        Write(new
        {
            Event = "failed",
            Clip = _clip,
            Code = ErrorCode.Cancelled.WireName(),
            Message = "Interrupted; nothing half-made was left.",
            Hint = ErrorCode.Cancelled.Hint()
        });

    public override void Watching(string folder) => Write(new { Event = "watching", Folder = folder });

    public override void Listed(Timeline timeline, Selection selection)
    {
        foreach (var note in timeline.Notes)
        {
            Write(new { Event = "note", Message = note });
        }

        var table = SelectionTable.Of(timeline, selection);
        foreach (var row in table.Chosen)
        {
            Write(new
            {
                Event = "chosen",
                row.Name,
                row.Track,
                row.At,
                row.Frames,
                row.Clip,
                row.InFrame,
                row.OutFrame,
                row.Voice,
                row.VoiceTrack,
                row.Pieces,
                row.Notes,
            });
        }

        foreach (var row in table.Skipped)
        {
            Write(new { Event = "skipped", row.Name, row.Track, row.At, row.Clip, row.Reason, row.Message });
        }
    }

    public override void Written(string path, int placed) => Write(new { Event = "timeline", Output = path, Placed = placed });

    public override void Speaking(string language, int done, int count) =>
        Write(new { Event = "progress", Stage = "speech", Language = language, CuesDone = done, CuesTotal = count });

    public override void Spoken(DubTrack track)
    {
        foreach (var note in track.Script.Captions.Notes)
        {
            Write(new { Event = "note", Captions = track.Script.Captions.Path, note.Line, Message = note.Sentence });
        }

        foreach (var cue in track.Cues)
        {
            Write(CueLine("cue", track.Script.Language, null, cue));
        }
    }

    public override void Dubbed(string clip, string language, DubFiles files, IReadOnlyList<DubCue> cues)
    {
        foreach (var cue in cues)
        {
            Write(CueLine("cue", language, clip, cue));
        }

        Write(new { Event = "dubbed", Clip = clip, Language = language, files.Voice, files.Mix, files.Captions });
    }

    private static object CueLine(string kind, string language, string? clip, DubCue cue) => new
    {
        Event = kind,
        Language = language,
        Clip = clip,
        cue.Number,
        cue.Cue.Speaker,
        cue.Voice,
        Start = Math.Round(cue.Start, 3),
        PlaceEnd = Math.Round(cue.PlaceEnd, 3),
        End = Math.Round(cue.End, 3),
        NaturalSeconds = Math.Round(cue.NaturalSeconds, 3),
        Speed = Math.Round(cue.Speed, 3),
        cue.Outcome,
        cue.Advice,
        cue.Cue.Text,
    };

    private void Write<T>(T line)
    {
        lock (_gate)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(line, Json));
        }
    }
}
