using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Dialogue;

/// <summary><c>heygem speakers</c>: who speaks when in a clip, by its own sound and the mouths in its picture.</summary>
internal sealed class SpeakersCommand
{
    private readonly Argument<string> _clip = new("clip") { Description = "A clip with its own sound." };
    private readonly Option<string?> _in = new("--in") { Description = "First frame of the clip: seconds, timecode or 300f." };
    private readonly Option<string?> _outPoint = new("--out-point") { Description = "First frame after the range." };
    private readonly Option<string?> _pictures = new("--pictures") { Description = "A folder that gets a small picture of each person." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output." };

    private SpeakersCommand()
    {
    }

    public static Command Create()
    {
        var options = new SpeakersCommand();
        var command = new Command("speakers", "Proposes who speaks when in a clip, for --speaker VOICE@auto or to be told by hand.")
        {
            options._clip, options._in, options._outPoint, options._pictures, options._json,
        };
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(_json));
        try
        {
            var clip = NamedPath.Full("The clip", parsed.GetRequiredValue(_clip));
            var asked = new RenderSpec
            {
                ClipPath = clip,
                VoicePath = clip,
                OutputFolder = Path.GetDirectoryName(clip)!,
                In = Point(parsed, _in),
                OutPoint = Point(parsed, _outPoint),
            };
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            var proposal = await new SpeakerFinder(tools).FindAsync(asked, null, cancellationToken);
            var pictures = parsed.GetValue(_pictures) is { } folder
                ? await WritePicturesAsync(proposal, clip, NamedPath.Full(_pictures.Name, folder), cancellationToken) : [];
            foreach (var line in parsed.GetValue(_json) ? Json(proposal, pictures) : Lines(proposal, pictures))
            {
                await Console.Out.WriteLineAsync(line);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
    }

    private static MediaPoint? Point(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : MediaPoint.TryParse(text, out var point) ? point
        : throw new HeyGemException(
            ErrorCode.ArgumentInvalid,
            $"{option.Name} does not know \"{text}\": it takes seconds (12.5), frames (300f) or timecode (00:00:12:12).");

    /// <summary>One JPEG a person, named after their number.</summary>
    private static async Task<List<string>> WritePicturesAsync(
        SpeakerProposal proposal, string clip, string folder, CancellationToken cancellationToken)
    {
        var data = DataFolder.Current();
        var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), cancellationToken);
        Core.Storage.OutputFolder.EnsureWritable(folder);
        Directory.CreateDirectory(folder);
        List<string> pictures = [];
        foreach (var face in proposal.Faces)
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"face-{face.Number}.jpg"));
            await Thumbnail.WriteAsync(ffmpeg, clip, proposal.PictureOf(face), path, cancellationToken);
            pictures.Add(path);
        }

        return pictures;
    }

    private static IEnumerable<string> Lines(SpeakerProposal proposal, List<string> pictures)
    {
        var rate = FrameRate.TryParse(proposal.Fps, out var known) ? known : FrameRate.Default;
        string Times(long start, long end) => string.Create(
            CultureInfo.InvariantCulture, $"{start / rate.PerSecond,8:0.00} - {end / rate.PerSecond,-8:0.00}");
        foreach (var face in proposal.Faces)
        {
            var picture = pictures.Count > 0 ? $"  {DisplayText.Text(pictures[face.Number - 1], 300)}" : string.Empty;
            yield return $"person {face.Number} at {face.Place}{(face.Turns.Count == 0 ? "  never speaks" : string.Empty)}{picture}";
            foreach (var turn in face.Turns)
            {
                var doubt = turn.IsSure ? string.Empty : "  not certain";
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"  {Times(turn.Start, turn.End)} s  confidence {turn.Confidence:0.00}{doubt}");
            }
        }

        foreach (var range in proposal.Unseen)
        {
            yield return $"nobody who is seen\n  {Times(range.Start, range.End)} s";
        }
    }

    private static IEnumerable<string> Json(SpeakerProposal proposal, List<string> pictures)
    {
        foreach (var face in proposal.Faces)
        {
            yield return new JsonObject
            {
                ["event"] = "face",
                ["number"] = face.Number,
                ["place"] = face.Place,
                ["picture"] = pictures.Count > 0 ? pictures[face.Number - 1] : null,
                ["turns"] = new JsonArray([.. face.Turns.Select(t => (JsonNode)new JsonObject
                {
                    ["start"] = t.Start, ["end"] = t.End, ["confidence"] = t.Confidence, ["sure"] = t.IsSure,
                })]),
            }.ToJsonString();
        }

        yield return new JsonObject
        {
            ["event"] = "completed",
            ["first"] = proposal.First,
            ["frames"] = proposal.Frames,
            ["fps"] = proposal.Fps,
            ["lateMs"] = proposal.LateMs,
            ["oneShot"] = proposal.IsOneShot,
            ["unseen"] = new JsonArray([.. proposal.Unseen.Select(r => (JsonNode)new JsonObject { ["start"] = r.Start, ["end"] = r.End })]),
        }.ToJsonString();
    }
}
