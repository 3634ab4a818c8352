using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Real;

/// <summary>One clip with captions in three languages, asked for over HTTP from the shipped program.</summary>
public sealed class RealDubTests(CliFixture cli, ITestOutputHelper output) : IDisposable
{
    private const int RateHz = 48_000;
    private const int FramesPerSecond = 5;
    private const int CueEvery = 4;

    // What a sentence of each is, and one that no pace brings into 2.5 s.
    private static readonly (string Language, string Fits, string Long)[] _texts =
    [
        ("de", "Heute ist das Wetter wieder schön.",
            "Dieser Satz ist mit voller Absicht so lang, dass er niemals an seinen Platz passen kann, so schnell man ihn auch liest."),
        ("fr", "Il fait très beau aujourd'hui.",
            "Cette phrase est beaucoup trop longue pour la place qui lui est donnée, quelle que soit la vitesse de celui qui la lit."),
        ("es", "Hoy hace muy buen tiempo.",
            "Esta frase es demasiado larga para el sitio que tiene, por muy deprisa que la lea quien la tenga que leer."),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-real-dub-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(12)]
    [InlineData(180, Explicit = true)]
    public async Task Three_languages_are_one_look_at_the_face_and_each_cue_is_in_its_place_or_listed(int seconds)
    {
        Assert.SkipUnless(HasEspeak(), "espeak-ng is not installed, and nothing speaks without it.");
        var clip = await ClipAsync(seconds);
        await using var bridge = await ServedBridge.StartAsync(cli, _folder, "--root", _folder);
        var began = Stopwatch.GetTimestamp();

        var done = await bridge.Client.PollAsync(await SubmitAsync(bridge.Client, clip, seconds));

        Assert.True(done["state"]!.GetValue<string>() == "completed", done.ToJsonString());
        output.WriteLine($"{seconds} s in three languages: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");

        // As the result stores it, in 24 bits.
        var stored = Path.Combine(_folder, "stored.wav");
        await FfmpegAsync(
            "-i", clip, "-map", "0:a:0", "-af", FormattableString.Invariant($"atrim=end={seconds}"), "-c:a", "pcm_s24le", stored);
        var original = await SoundAsync(stored);
        List<bool> facesKnown = [];
        foreach (var (text, item) in _texts.Zip(done["items"]!.AsArray()))
        {
            var report = await bridge.Client.CallAsync("getReport", item!["id"]!.GetValue<string>());
            facesKnown.Add(report["cache"]!["faces"]!.GetValue<bool>());
            Assert.Equal(seconds * FramesPerSecond, report["frames"]!.GetValue<int>());
            var result = item["output"]!["path"]!.GetValue<string>();
            var (listed, heard) = await CuesAsync(report["cues"]!.AsArray(), result, text.Language, seconds);
            Assert.Equal(Enumerable.Range(0, seconds / CueEvery).Count(IsLong), listed);

            // Ducking begins .15 s before a cue and ends .3 s after it: what lies farther off is the clip's own sound.
            var mix = await SoundAsync(result);
            Assert.Equal(original.Length, mix.Length);
            var untouched = Outside(heard, seconds).ToList();
            Assert.All(untouched, part => Assert.True(
                original.AsSpan(part).SequenceEqual(mix.AsSpan(part)), $"{text.Language}: samples {part} differ."));
            Assert.False(original.AsSpan().SequenceEqual(mix));
            output.WriteLine($"{text.Language}: {untouched.Sum(p => p.End.Value - p.Start.Value) / 2.0 / RateHz:0.0} s untouched.");
        }

        Assert.Equal([false, true, true], facesKnown);
    }

    /// <summary>Holds each cue against the speech that lies beside the result.</summary>
    /// <returns>How many do not fit, and where speech is heard, seconds.</returns>
    private async Task<(int Listed, List<(double Start, double End)> Heard)> CuesAsync(
        JsonArray cues, string result, string language, int seconds)
    {
        var voice = await SoundAsync(Path.Combine(Path.GetDirectoryName(result)!, $"talk_{language}_voice.wav"));
        List<(double Start, double End)> heard = [];
        var listed = 0;
        Assert.Equal(seconds / CueEvery, cues.Count);
        foreach (var (cue, i) in cues.Select((c, i) => (c!, i)))
        {
            var (start, end) = PlaceOf(i);
            heard.Add((cue["start"]!.GetValue<double>(), cue["end"]!.GetValue<double>()));
            Assert.Equal(start, heard[^1].Start, 0.001);
            Assert.True(Loudest(voice, start, start + 1) > 0.05, $"{language}: cue {i + 1} is not heard.");
            if (cue["outcome"]!.GetValue<string>() == "fits")
            {
                Assert.InRange(heard[^1].End, start, end + 0.001);
                Assert.Equal(0, Loudest(voice, end + 0.001, start + CueEvery));
            }
            else
            {
                listed++;
                Assert.Matches("Shorten it by [0-9]+ of [0-9]+ characters", cue["advice"]!.GetValue<string>());
                Assert.InRange(heard[^1].End, end, start + CueEvery);
            }
        }

        return (listed, heard);
    }

    private static bool IsLong(int cue) => cue % 9 == 1;

    private static (double Start, double End) PlaceOf(int cue) => ((cue * CueEvery) + 0.5, (cue * CueEvery) + 3);

    private static float Loudest(float[] samples, double from, double to)
    {
        var (first, end) = ((int)Math.Ceiling(from * RateHz), Math.Min((int)(to * RateHz), samples.Length));
        return first >= end ? 0 : samples[first..end].Max(Math.Abs);
    }

    /// <summary>The samples of two channels that no cue is near.</summary>
    private static IEnumerable<Range> Outside(List<(double Start, double End)> heard, int seconds)
    {
        var from = 0;
        foreach (var (start, end) in heard.Append((seconds + 1, seconds + 1)))
        {
            var to = Math.Min((int)((start - 0.15) * RateHz), seconds * RateHz);
            if (to > from)
            {
                yield return (2 * from)..(2 * to);
            }

            from = (int)Math.Ceiling((end + 0.3) * RateHz) + 1;
        }
    }

    private async Task<string> SubmitAsync(OpenApiClient client, string clip, int seconds)
    {
        var items = new JsonArray();
        foreach (var text in _texts)
        {
            var captions = Path.Combine(_folder, $"{text.Language}.srt");
            await File.WriteAllTextAsync(captions, Captions(text, seconds), Now);
            items.Add(new JsonObject
            {
                ["clip"] = new JsonObject { ["path"] = clip },
                ["audio"] = new JsonObject
                {
                    ["captions"] = new JsonObject { ["path"] = captions, ["language"] = text.Language, ["keepBackground"] = true },
                },
            });
        }

        var job = new JsonObject { ["idempotencyKey"] = "one clip, three languages", ["items"] = items, ["format"] = "prores" };
        using var content = new StringContent(job.ToJsonString(), Encoding.UTF8, "application/json");
        return (await client.CallAsync("submitJob", body: content))["id"]!.GetValue<string>();
    }

    private static string Captions((string Language, string Fits, string Long) text, int seconds)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < seconds / CueEvery; i++)
        {
            var (start, end) = PlaceOf(i);
            var said = IsLong(i) ? text.Long : text.Fits;
            lines.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{Time(start)} --> {Time(end)}\n{said}\n\n");
        }

        return lines.ToString();
    }

    private static string Time(double seconds) =>
        TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture);

    /// <summary>A talker with sound in stereo.</summary>
    private async Task<string> ClipAsync(int seconds)
    {
        var (plain, clip) = (Path.Combine(_folder, "plain.mp4"), Path.Combine(_folder, "talk.mp4"));
        await PerformerClip.WriteAsync(
            cli.Ffmpeg, PerformerClip.Talker(256, 192), seconds * FramesPerSecond, FrameRate.Of(FramesPerSecond, 1), plain, Now);
        await FfmpegAsync("-i", plain, "-stream_loop", "-1", "-i", cli.PathOf("long.wav"), "-map", "0:v", "-map", "1:a", "-c:v", "copy",
            "-c:a", "aac", "-ar", "48000", "-ac", "2", "-t", seconds.ToString(CultureInfo.InvariantCulture), clip);
        return clip;
    }

    private async Task<float[]> SoundAsync(string path) => MemoryMarshal.Cast<byte, float>(
        await FfmpegAsync("-i", path, "-map", "0:a:0", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1")).ToArray();

    private async Task<byte[]> FfmpegAsync(params IReadOnlyList<string> arguments)
    {
        await using var child = ChildProcess.Start(new ChildProcessSpec(cli.Ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", .. arguments]));
        using var bytes = new MemoryStream();
        await child.StandardOutput.CopyToAsync(bytes, Now);
        Assert.True(await child.WaitAsync(Now) == 0, string.Join('\n', child.ErrorTail));
        return bytes.ToArray();
    }

    private static bool HasEspeak() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "espeak-ng.exe" : "espeak-ng")));
}
