using System.Numerics;
using System.Reflection;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>What the store keeps of a job is read back equal, whatever was asked for and whichever version wrote it.</summary>
public sealed class StoredSpecTests
{
    /// <summary>
    /// The words of version 1, by the name of the choice's kind. A word that is renamed here needs a new version and an upgrade.
    /// </summary>
    private static readonly Dictionary<string, string[]> _words = new()
    {
        ["OnnxProvider"] = ["cpu", "cuda", "tensorRt", "directMl", "coreMl"],
        ["OutputFormat"] = ["h264", "proRes", "dnxHr", "match"],
        ["FitPolicy"] = ["cut", "loop", "pingPong", "hold"],
        ["VoiceStyle"] = ["natural", "clear"],
        ["WordsMouth"] = ["off", "closures", "half"],
    };

    private static IEnumerable<PropertyInfo> Fields => typeof(RenderSpec).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Fact]
    public async Task Any_spec_is_read_back_equal_after_the_store_was_closed()
    {
        await using var fixture = new QueueFixture();
        var random = new Random(20261128);
        var specs = Enumerable.Range(0, 300).Select(_ => Any(random)).ToList();
        var job = fixture.Job("all", "a");

        fixture.Ledger.Submit(job with { Items = [.. specs.Select(s => new NewItem("clip", null, s))] });
        var queue = fixture.Reopen();

        var kept = queue.Get(job.Id).Items.Select(i => queue.Item(i.Id).Spec).ToList();
        Assert.Equal<RenderSpec?>(specs, kept);
    }

    [Fact]
    public void Every_word_of_version_1_is_held()
    {
        var kinds = Fields.Select(f => Nullable.GetUnderlyingType(f.PropertyType) ?? f.PropertyType).Where(t => t.IsEnum).ToList();

        Assert.Equal(_words.Keys.Order(), kinds.Select(k => k.Name).Order());
        Assert.All(kinds, kind => Assert.Equal(_words[kind.Name], Enum.GetValues(kind).Cast<object>().Select(Word)));
    }

    [Fact]
    public void A_spec_of_version_0_is_upgraded()
    {
        const string Old = """
            {"clipPath":"/c.mp4","voicePath":"/v.wav","in":"7f","outPoint":"00:00:05:12","audioIn":"1.5","outputFolder":"/o",
            "engine":"wav2Lip",
            "wav2Lip":{"model":"m","windowOffset":-2,"enhancerShare":0.25},"provider":"tensorRt","finalAudioPath":"/f.wav",
            "format":"proRes","noAudio":true,
            "fit":"pingPong","intensity":1.25,"offset":{"frames":-2,"milliseconds":0},"voiceStyle":"clear",
            "face":"12.5,7","stillRate":"30000/1001"}
            """;
        var spec = StoredSpecFile.TryRead(Old)!;

        Assert.Equal(("/c.mp4", "/v.wav", "/o", "/f.wav"), (spec.ClipPath, spec.VoicePath, spec.OutputFolder, spec.FinalAudioPath));
        Assert.Equal((MediaPoint.AtFrame(7), "00:00:05:12", null), (spec.In, spec.OutPoint!.ToString(), spec.AudioOut));
        Assert.Equal(("wav2Lip", "m", -2, 0.25), (spec.Engine, spec.Wav2Lip.Model, spec.Wav2Lip.WindowOffset, spec.Wav2Lip.EnhancerShare));
        Assert.Equal(("TensorRt", "ProRes", "Clear"), (spec.Provider.ToString(), spec.Format.ToString(), spec.VoiceStyle.ToString()));
        Assert.Equal((FitPolicy.PingPong, 1.25, true, new LipOffset(-2, 0)), (spec.Fit, spec.Intensity, spec.NoAudio, spec.Offset));
        Assert.Equal((new FaceChoice(FaceRule.Nearest, new Vector2(12.5f, 7)), FrameRate.Of(30000, 1001)), (spec.Face, spec.StillRate));
        Assert.Equal(spec, StoredSpecFile.TryRead(StoredSpecFile.Write(spec)));
    }

    [Fact]
    public void A_spec_of_version_1_is_upgraded_and_had_no_pieces()
    {
        const string Old = """
            {"version":1,"clipPath":"/c.mp4","voicePath":"/v.wav","in":"7f","outputFolder":"/o","engine":"auto","wav2lipWindow":-1,
            "enhancerShare":0.5,"format":"match","noAudio":true,"allowPartial":true,"fit":"hold","intensity":0.5,"offsetFrames":1,
            "offsetMilliseconds":0,"voiceStyle":"clear",
            "face":"left","stillRate":"25/1"}
            """;
        var spec = StoredSpecFile.TryRead(Old)!;

        Assert.Equal(("/c.mp4", "/v.wav", true, FitPolicy.Hold), (spec.ClipPath, spec.VoicePath, spec.AllowPartial, spec.Fit));
        Assert.Empty(spec.VoicePieces);
        Assert.Equal(spec, StoredSpecFile.TryRead(StoredSpecFile.Write(spec)));
        Assert.Null(StoredSpecFile.TryRead(Old.Replace("\"in\":\"7f\"", "\"voicePieces\":[]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_spec_of_version_2_is_upgraded_and_chose_no_stream()
    {
        const string Old = """
            {"version":2,"clipPath":"/c.mp4","voicePath":"/v.wav","voicePieces":[{"path":"/v.wav","in":1,"out":9,"at":2}],
            "outputFolder":"/o","engine":"auto","wav2lipWindow":-1,"enhancerShare":0.5,"format":"match","noAudio":false,
            "allowPartial":false,"fit":"cut","intensity":0.5,"offsetFrames":1,"offsetMilliseconds":0,"voiceStyle":"clear",
            "face":"left","stillRate":"25/1"}
            """;
        var spec = StoredSpecFile.TryRead(Old)!;

        Assert.Equal((StreamNumbers.None, false, 1), (spec.Streams, spec.StripMetadata, spec.VoicePieces.Count));
        Assert.Equal(spec, StoredSpecFile.TryRead(StoredSpecFile.Write(spec)));
        Assert.Null(StoredSpecFile.TryRead(Old.Replace("\"noAudio\"", "\"stripMetadata\":true,\"noAudio\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_spec_of_version_3_is_upgraded_and_has_no_variant()
    {
        var plain = new RenderSpec { ClipPath = "/c.mp4", VoicePath = "/v.wav", OutputFolder = "/o" };
        var old = StoredSpecFile.Write(plain).Replace("\"version\":6", "\"version\":3", StringComparison.Ordinal);

        Assert.Equal(plain, StoredSpecFile.TryRead(old));
    }

    [Fact]
    public void A_spec_of_version_4_is_upgraded_and_has_neither_captions_nor_a_correction()
    {
        var plain = new RenderSpec { ClipPath = "/c.mp4", VoicePath = "/v.wav", OutputFolder = "/o", Variant = "de" };
        var old = StoredSpecFile.Write(plain).Replace("\"version\":6", "\"version\":4", StringComparison.Ordinal);

        Assert.Equal(plain, StoredSpecFile.TryRead(old));
    }

    [Fact]
    public void A_spec_of_version_5_is_upgraded_and_has_one_voice_whose_words_are_not_known()
    {
        var plain = new RenderSpec { ClipPath = "/c.mp4", VoicePath = "/v.wav", OutputFolder = "/o", PersonPath = "/p.jpg" };
        var old = StoredSpecFile.Write(plain).Replace("\"version\":6", "\"version\":5", StringComparison.Ordinal);

        Assert.Equal(plain, StoredSpecFile.TryRead(old));
        Assert.Null(StoredSpecFile.TryRead(old.Replace("{", "{\"knownWords\":{\"language\":\"de\"},", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_file_of_several_speakers_is_in_use()
    {
        await using var fixture = new QueueFixture();
        var spec = new RenderSpec
        {
            ClipPath = "/c",
            VoicePath = "/v0",
            OutputFolder = fixture.Outputs,
            Speakers = new Speakers([
                new Speaker("/v0")
                {
                    Pieces = new VoicePieces([new("/v0", new(0), new(5), new(0)), new("/v1", new(0), new(5), new(9))]),
                },
                new Speaker("/v2") { PersonPath = "/p" }]),
        };

        fixture.Ledger.Submit(fixture.Job("speakers", "a") with { Items = [new NewItem("clip", null, spec)] });

        Assert.Equal(["/c", "/p", "/v0", "/v1", "/v2"], JobQueue.FilesInUse(fixture.StorePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_piece_of_a_voice_is_in_use_and_survives_a_restart_and_a_retry()
    {
        await using var fixture = new QueueFixture();
        var pieces = new VoicePieces(Enumerable.Range(0, 1000).Select(i =>
            new VoicePiece($"/v{i % 7}", new MediaTime(i), new MediaTime(i + 5), new MediaTime(i * 9L))));
        var spec = new RenderSpec
        {
            ClipPath = "/c",
            VoicePath = "/v0",
            VoicePieces = pieces,
            FinalAudioPath = "/f",
            OutputFolder = fixture.Outputs,
        };
        var job = fixture.Job("pieces", "a");
        fixture.Ledger.Submit(job with { Items = [new NewItem("clip", null, spec)] });

        var queue = fixture.Reopen();
        var item = queue.Get(job.Id).Items[0].Id;
        queue.Cancel(job.Id, null);
        queue.Retry(job.Id);

        Assert.Equal(pieces, queue.Item(item).Spec!.VoicePieces);
        queue.Submit(fixture.Job("again", "a") with { Items = [new NewItem("clip", null, spec)] });
        string[] files = ["/c", "/f", .. Enumerable.Range(0, 7).Select(i => $"/v{i}")];
        Assert.Equal(files, JobQueue.FilesInUse(fixture.StorePath).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"version\":6", "\"version\":7")]
    [InlineData("\"version\":6", "\"version\":3,\"variant\":\"de\"")]
    [InlineData("\"version\":6", "\"version\":4,\"personPath\":\"/p\"")]
    [InlineData("\"version\":6", "\"version\":2")]
    [InlineData("\"version\":6", "\"version\":5,\"speakers\":[]")]
    [InlineData("\"version\":6", "\"version\":4,\"captions\":null")]
    [InlineData("\"at\"", "\"et\"")]
    [InlineData("\"out\":9", "\"out\":\"9\"")]
    [InlineData("\"in\"", "\"im\"")]
    [InlineData("\"h264\"", "\"h265\"")]
    [InlineData("\"7f\"", "\"7g\"")]
    [InlineData("}", "")]
    public void A_spec_with_one_odd_word_is_not_guessed_at(string right, string wrong)
    {
        var pieces = new VoicePieces([new VoicePiece("/v", new MediaTime(7), new MediaTime(9), new MediaTime(0))]);
        var plain = new RenderSpec { ClipPath = "/c", VoicePath = "/v", OutputFolder = "/o", In = MediaPoint.AtFrame(7) };
        var text = StoredSpecFile.Write(plain with { VoicePieces = pieces });

        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotNull(StoredSpecFile.TryRead(text));
        Assert.Null(StoredSpecFile.TryRead(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    /// <summary>Every field by its type, so that a field that comes later is tried, too, and one of a new type fails here.</summary>
    private static RenderSpec Any(Random random)
    {
        var spec = new RenderSpec { ClipPath = "/c", VoicePath = "/v", OutputFolder = "/o" };
        foreach (var field in Fields)
        {
            field.SetValue(spec, Value(field, spec, random));
        }

        return spec;
    }

    private static object? Value(PropertyInfo field, RenderSpec spec, Random random)
    {
        var mayBeNull = new NullabilityInfoContext().Create(field).WriteState == NullabilityState.Nullable;
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        return type switch
        {
            _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ when type == typeof(string) => !mayBeNull || random.Next(2) == 0 ? "/" + Text(random) : null,
            _ when type == typeof(MediaPoint) => random.Next(4) switch
            {
                0 => null,
                1 => MediaPoint.AtFrame(random.NextInt64(1 << 40)),
                2 => MediaPoint.At(new MediaTime(random.NextInt64(1L << 50))),
                _ => MediaPoint.TryParse($"{random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}:{random.Next(24):00}",
                    out var point) ? point : null,
            },
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(double) => random.NextDouble() * 1.5,
            _ when type == typeof(LipOffset) => new LipOffset(random.Next(-50, 51), (random.NextDouble() * 2000) - 1000),
            _ when type == typeof(FaceChoice) => random.Next(2) == 0
                ? new FaceChoice((FaceRule)random.Next(4))
                : new FaceChoice(FaceRule.Nearest,
                    new Vector2((float)Math.Pow(10, random.Next(-10, 10)) * random.NextSingle(), random.NextSingle() * 8000)),
            _ when type == typeof(KnownWords) => random.Next(2) == 0 ? null : new KnownWords(Text(random))
            {
                Text = random.Next(2) == 0 ? null : Text(random),
                Path = random.Next(2) == 0 ? null : "/" + Text(random),
            },
            _ when type == typeof(VoicePieces) => AnyPieces(random),
            _ when type == typeof(Speakers) => new Speakers(Enumerable.Range(0, random.Next(4)).Select(_ => new Speaker("/" + Text(random))
            {
                Pieces = AnyPieces(random),
                Face = new FaceChoice((FaceRule)random.Next(4)),
                PersonPath = AnyText(random),
            })),
            _ when type == typeof(Stretches) => new Stretches(Enumerable.Range(0, random.Next(4))
                .Select(n => new Stretch(new MediaTime(10 * n), new MediaTime((10 * n) + random.Next(1, 9))))),
            _ when type == typeof(StreamNumbers) => new StreamNumbers(AnyNumber(random), AnyNumber(random), AnyNumber(random)),
            _ when type == typeof(FrameRate) => FrameRate.Of(random.Next(1, 120_000), random.Next(1, 1002)),
            _ when type.Name == "Wav2LipOptions" => spec.Wav2Lip with
            {
                Model = random.Next(2) == 0 ? null : Text(random),
                WindowOffset = random.Next(-5, 6),
                Enhancer = random.Next(2) == 0 ? null : Text(random),
                EnhancerShare = random.NextDouble(),
            },
            _ when type == typeof(SpokenCaptions) => random.Next(2) == 0 ? null : new SpokenCaptions
            {
                Path = "/" + Text(random),
                Language = "pt-BR",
                Voice = AnyText(random),
                Speakers = new SpeakerVoices(
                    Enumerable.Range(0, random.Next(3)).Select(n => KeyValuePair.Create(Text(random) + n, Text(random)))),
                KeepBackground = random.Next(2) == 0,
                BackgroundPath = AnyText(random),
            },
            _ when type == typeof(Correction) => random.Next(2) == 0 ? null : AnyCorrection(random),

            // Previews are no jobs: the queue never holds one.
            _ when type == typeof(Preview) => null,
            _ => throw new InvalidOperationException($"No value is known for {field.Name}: {type.Name}."),
        };
    }

    private static Correction AnyCorrection(Random random) => new()
    {
        ResultPath = "/" + Text(random),
        From = MediaPoint.AtFrame(random.Next(100)),
        To = MediaPoint.At(new MediaTime(random.NextInt64(1L << 50))),
        VoicePath = AnyText(random),
        VoiceIn = AnyTime(random),
        VoiceTimesPath = AnyText(random),
        SoundPath = AnyText(random),
        Words = random.Next(2) == 0 ? null : new Words(Text(random), "de", AnyText(random)),
        Earlier = random.Next(2) == 0 ? null : AnyCorrection(random),
    };

    private static VoicePieces AnyPieces(Random random) => new(Enumerable.Range(0, random.Next(4)).Select(_ =>
        new VoicePiece("/" + Text(random), AnyTime(random), AnyTime(random), AnyTime(random))));

    private static string? AnyText(Random random) => random.Next(2) == 0 ? null : Text(random);

    private static int? AnyNumber(Random random) => random.Next(2) == 0 ? null : random.Next(1, 65);

    private static MediaTime AnyTime(Random random) => new(random.NextInt64(1L << 60));

    private static string Text(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => "aZ9 '\"\\%;\u00e9\u6d4b\u0001\n"[random.Next(13)])]);

    private static string Word(object choice) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()!);
}
