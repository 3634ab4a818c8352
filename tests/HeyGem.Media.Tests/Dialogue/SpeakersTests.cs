using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;
using HeyGem.Core.Timing;
using HeyGem.Core.Weights;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;
using HeyGem.Testing.Performer;

namespace HeyGem.Media.Tests.Dialogue;

/// <summary>Two people in one picture who speak in turn, through the whole pipeline.</summary>
public sealed class SpeakersTests(MediaFixture media, SpeakersTests.Loaded loaded) : IClassFixture<SpeakersTests.Loaded>
{
    private const int Frames = 100;
    private const int RateHz = 48000;

    // While one voice speaks the other is silent for a second and more around the middle.
    private const int FirstEnds = 48;
    private const int SecondBegins = 52;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mesh")]
    [InlineData("wav2lip")]
    public async Task Each_voice_moves_its_own_face_and_the_listener_keeps_every_sample_before_anything_is_encoded(string engine)
    {
        var (spec, voices) = await SpecAsync("turns");
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("speakers.onnx"));

        var (result, changes) = await RenderAsync(spec with { Engine = engine, Wav2Lip = new Wav2LipOptions { Model = model } });

        Assert.Equal(2, result.Report.Speakers.Count);
        Assert.Equal((voices[0], "left"), (Name(result.Report.Speakers[0].Voice), result.Report.Speakers[0].Face));
        var (left, right) = (Driven(result.Report.Speakers[0]), Driven(result.Report.Speakers[1]));
        Assert.All(left, n => Assert.InRange(n, 0, FirstEnds));
        Assert.All(right, n => Assert.InRange(n, SecondBegins, Frames - 1));
        Assert.InRange(left.Count, 38, FirstEnds + 1);
        Assert.InRange(right.Count, 38, Frames - SecondBegins);
        Assert.Equal(result.Report.Speakers.Select(s => s.FramesSpoken), result.Report.Speakers.Select(s => s.FramesRendered));
        Assert.All(changes, change => Assert.False(change.Left && change.Right));
        Assert.All(changes.Where(c => c.Left), change => Assert.Contains(change.Output, left));
        Assert.All(changes.Where(c => c.Right), change => Assert.Contains(change.Output, right));
        Assert.InRange(changes.Count(c => c.Left), 25, left.Count);
        Assert.InRange(changes.Count(c => c.Right), 25, right.Count);
    }

    [Fact]
    public async Task The_order_of_speakers_and_segments_change_no_sample_and_all_voices_are_heard()
    {
        var (spec, _) = await SpecAsync("order");
        var (first, _) = await RenderAsync(spec);
        var turned = spec with { VoicePath = spec.Speakers[1].VoicePath, Speakers = new Speakers(spec.Speakers.Reverse()) };

        var (second, _) = await RenderAsync(turned);
        var (parts, _) = await RenderAsync(spec, new SegmentLengths(0.16, 0.32));

        Assert.Equal(first.Report.Speakers[0].Ranges, second.Report.Speakers[1].Ranges);
        Assert.InRange(parts.Report.Segments!.Count, 3, 100);
        var shown = await ShownAsync(first);
        Assert.Equal(shown, await ShownAsync(second));
        Assert.Equal(shown, await ShownAsync(parts));
        var heard = await DecodeAsync(first.OutputPath);
        Assert.True(LevelOf(heard, 0.3, 1.6) > 0.02 && LevelOf(heard, 2.4, 3.7) > 0.02);
        Assert.Equal(heard, await DecodeAsync(second.OutputPath));
    }

    [Fact]
    public async Task Who_speaks_when_is_found_in_a_clip_by_its_own_sound_and_one_voice_without_a_name_is_theirs_as_they_spoke()
    {
        // Of two people who move their mouths all through, each moves it with the sound in one half.
        var (spec, _) = await SpecAsync("found");
        var (dialogue, _) = await RenderAsync(spec with { Format = OutputFormat.H264 });
        var mix = media.PathOf("found-mix.wav");
        await media.RunAsync(media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-y", "-i", dialogue.OutputPath, "-vn", mix]);
        var asked = spec with { ClipPath = dialogue.OutputPath, VoicePath = mix, Speakers = new Speakers([new Speaker(mix)]) };

        var found = await new SpeakerFinder(loaded.Tools).FindAsync(asked, null, Token);
        var (result, changes) = await RenderAsync(asked);

        Assert.Equal((2, true, Frames), (found.Faces.Count, found.IsOneShot, (int)found.Frames));
        var (left, right) = (TurnsOf(found, 0, 240), TurnsOf(found, 240, 480));
        Assert.InRange(left.Count(n => n < FirstEnds), 35, FirstEnds);
        Assert.InRange(right.Count(n => n >= SecondBegins), 35, Frames - SecondBegins);
        Assert.InRange(left.Count(n => n >= SecondBegins + 3) + right.Count(n => n < FirstEnds - 3), 0, 3);
        Assert.Equal(2, result.Report.Speakers.Count);
        Assert.All(changes, change => Assert.False(change.Left && change.Right));
        Assert.All(changes.Where(c => c.Left), change => Assert.InRange(change.Output, 0, SecondBegins + 3));
        Assert.All(changes.Where(c => c.Right), change => Assert.InRange(change.Output, FirstEnds - 3, Frames));
        Assert.True(changes.Count(c => c.Left) > 25 && changes.Count(c => c.Right) > 25);
    }

    [Fact]
    public async Task A_mouth_is_left_alone_to_the_sample_where_that_is_asked_for()
    {
        var (spec, voices) = await SpecAsync("alone");
        var one = spec with
        {
            Speakers = Speakers.None,
            Face = new FaceChoice(FaceRule.Left),
            NoLipSync = new Stretches([new(MediaTime.FromSeconds(0.4), MediaTime.FromSeconds(1.2))]),
        };

        var (result, changes) = await RenderAsync(one);

        Assert.Equal(new KeptRange(10, 31, "no_lip_sync"), Assert.Single(result.Report.KeptRanges));
        Assert.DoesNotContain(changes, change => (change.Left || change.Right) && change.Output is >= 10 and < 31);
        Assert.InRange(changes.Count(c => c.Left), 25, Frames - 21);
        Assert.DoesNotContain(result.Report.Moments, m => m.Reason == "no_lip_sync");
        Assert.NotEmpty(voices);
    }

    [Fact]
    public async Task Two_voices_over_each_other_are_added_and_stay_under_full_scale()
    {
        var (spec, _) = await SpecAsync("over");
        string[] tone = ["-c:a", "pcm_f32le", "-ac", "1"];
        var one = await media.MakeAsync("over-1.wav", ["-f", "lavfi", "-i", "aevalsrc=0.8*sin(2765*t):s=48000:d=3", .. tone]);
        var two = await media.MakeAsync("over-2.wav", ["-f", "lavfi", "-i", "aevalsrc=0.4*sin(2765*t):s=48000:d=1.5", .. tone]);
        spec = spec with
        {
            VoicePath = one,
            Speakers = new Speakers([spec.Speakers[0] with { VoicePath = one }, spec.Speakers[1] with { VoicePath = two }]),
        };

        var (result, _) = await RenderAsync(spec);

        var heard = await DecodeAsync(result.OutputPath);
        Assert.InRange(heard[..(int)(1.4 * RateHz)].Max(), 0.95, 1);
        Assert.Equal(0.8, heard[(int)(1.6 * RateHz)..(int)(2.9 * RateHz)].Max(), 0.01);
    }

    [Fact]
    public async Task Two_speakers_who_name_one_face_are_refused()
    {
        var (spec, _) = await SpecAsync("same");
        var place = FormattableString.Invariant($"{Random.Shared.Next(200)},100");
        var same = new Speakers(spec.Speakers.Select(s => s with { Face = FaceChoice.TryParse(place, out var face) ? face : s.Face }));

        var error = await Assert.ThrowsAsync<HeyGemException>(() => RenderAsync(spec with { Speakers = same }));

        Assert.Equal(ErrorCode.FaceShared, error.Code);
    }

    [Fact]
    public async Task A_clip_without_a_sound_of_its_own_says_that_nothing_tells_who_speaks()
    {
        var (spec, _) = await SpecAsync("mute");

        var error = await Assert.ThrowsAsync<HeyGemException>(() => new SpeakerFinder(loaded.Tools).FindAsync(spec, null, Token));

        Assert.Equal(ErrorCode.SpeakersUnknown, error.Code);
        Assert.Contains("speakers.mp4' has no sound of its own", error.Message, StringComparison.Ordinal);
    }

    private async Task<(RenderSpec Spec, string[] Voices)> SpecAsync(string name)
    {
        var clip = media.PathOf("speakers.mp4");
        if (!File.Exists(clip))
        {
            // A title of its own, so that no earlier run has left this clip's faces in the cache.
            var drawn = await PerformerClip.WriteAsync(media.Tools, Pair(), Frames, media.PathOf("speakers-drawn.mp4"), Token);
            await media.MakeAsync("speakers.mp4", "-i", drawn, "-c", "copy", "-metadata", $"title={Guid.NewGuid()}");
        }

        string[] voices =
        [
            MadeVoice.Write(media.PathOf($"{name}-left.wav"), MadeVoice.Samples(4, 1.7, 4)),
            MadeVoice.Write(media.PathOf($"{name}-right.wav"), MadeVoice.Samples(4, 0, 2.3)),
        ];
        return (new RenderSpec
        {
            ClipPath = clip,
            VoicePath = voices[0],
            Speakers = new Speakers([
                new Speaker(voices[0]) { Face = new FaceChoice(FaceRule.Left) },
                new Speaker(voices[1]) { Face = new FaceChoice(FaceRule.Right) }]),
            OutputFolder = media.PathOf($"{name}-out"),
            Format = OutputFormat.ProRes,
        }, [.. voices.Select(v => Path.GetFileName(v))]);
    }

    /// <summary>Two people who talk all through.</summary>
    private static Scene Pair()
    {
        const int Side = 240;
        var (left, right) = (PerformerClip.Talker(Side, Side).Actors[0], PerformerClip.Talker(Side, Side, 1).Actors[0]);
        return new Scene(2 * Side, Side, [left, right with { Pose = frame => Moved(left.Pose(frame)!.Value, Side) }]);
    }

    private static HeadPose Moved(HeadPose pose, float by) => pose with { NoseRoot = pose.NoseRoot + new Vector2(by, 0) };

    private async Task<(RenderResult Result, List<(int Output, bool Left, bool Right)> Changes)> RenderAsync(
        RenderSpec spec, SegmentLengths? lengths = null)
    {
        loaded.Tools.SegmentLengths = lengths ?? SegmentLengths.Default;
        loaded.Engines.ForEach(engine => engine.Changes.Clear());
        var result = await new RenderPipeline(loaded.Tools).RunAsync(spec, null, Token);
        Assert.Equal(Frames, result.Report.Frames);
        return (result, [.. loaded.Engines.SelectMany(engine => engine.Changes)]);
    }

    private static List<int> Driven(ReportSpeaker speaker) =>
        [.. speaker.Ranges.SelectMany(r => Enumerable.Range((int)r.Start, (int)(r.End - r.Start)))];

    private static List<int> TurnsOf(SpeakerProposal found, float from, float to) =>
    [
        .. found.Faces.Where(f => FaceChoice.TryParse(f.Place, out var place) && place.Point.X >= from && place.Point.X < to)
            .SelectMany(f => f.Turns).SelectMany(t => Enumerable.Range((int)t.Start, (int)(t.End - t.Start))),
    ];

    private static string Name(string voice) => Path.GetFileName(voice);

    private static double LevelOf(float[] samples, double from, double to) =>
        Math.Sqrt(samples[(int)(from * RateHz)..(int)(to * RateHz)].Average(s => (double)s * s));

    private async Task<string> ShownAsync(RenderResult result) => await media.RunAsync(
        media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-i", result.OutputPath, "-map", "0:v:0", "-f", "framemd5", "-"]);

    private async Task<float[]> DecodeAsync(string path)
    {
        var raw = media.PathOf($"{Guid.NewGuid():N}.f32");
        await media.RunAsync(
            media.Tools.FfmpegPath,
            ["-v", "error", "-nostdin", "-i", path, "-map", "0:a:0", "-ac", "1", "-ar", $"{RateHz}", "-f", "f32le", raw]);
        var bytes = await File.ReadAllBytesAsync(raw, Token);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes)];
    }

    /// <summary>The models and both engines, loaded once.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        private EngineRegistry _registry = null!;

        public RenderTools Tools { get; private set; } = null!;

        internal List<ComparedEngine> Engines { get; } = [new(new MeshEngine()), new(new Wav2LipEngine(DataFolder.Current()))];

        public async ValueTask InitializeAsync()
        {
            _ = FaceModelsForTests.Shared;
            _registry = new EngineRegistry([.. Engines.Select(engine => new Func<IMouthEngine>(() => engine))]);
            Tools = await RenderTools.LoadAsync(TimeProvider.System, _registry, Token);
        }

        public ValueTask DisposeAsync()
        {
            Tools.Dispose();
            _registry.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
