using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli;

/// <summary>
/// One JSON object a line on standard output, in UTF-8 whatever the console's own encoding: <c>progress</c>, <c>completed</c>,
/// <c>failed</c>.
/// </summary>
internal sealed class JsonRenderView : RenderView
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _gate = new();
    private string? _clip;

    public JsonRenderView() => Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

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

    public override void Listed(Timeline timeline, Selection selection)
    {
        foreach (var note in timeline.Notes)
        {
            Write(new { Event = "note", Message = note });
        }

        foreach (var clip in selection.Clips)
        {
            Write(new
            {
                Event = "chosen",
                clip.Original.Name,
                Track = clip.Original.TrackLabel,
                At = timeline.TimecodeAt(clip.Span.Start),
                Frames = clip.Span.Length / timeline.Frame,
                Clip = clip.Path,
                clip.Range.InFrame,
                clip.Range.OutFrame,
                Voice = clip.Voice.Name,
                Pieces = Math.Max(1, clip.Voice.Pieces.Count),
                Notes = clip.Notes.Select(n => n.WireName()),
            });
        }

        foreach (var (item, reason) in selection.Skipped)
        {
            Write(new
            {
                Event = "skipped",
                item.Name,
                Track = item.TrackLabel,
                At = timeline.TimecodeAt(item.Span.Start),
                Clip = item.Media?.Stated,
                Reason = reason.WireName(),
                Message = reason.Sentence(),
            });
        }
    }

    public override void Written(string path, int placed) => Write(new { Event = "timeline", Output = path, Placed = placed });

    private void Write<T>(T line)
    {
        lock (_gate)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(line, _json));
        }
    }
}
