using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Core.Errors;
using HeyGem.Core.Farm;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Farm;

/// <summary>What travels to a worker: everything that decides pixels, no path of the bridge, and nothing that leads outside.</summary>
public sealed class SegmentBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-bundle-").FullName;

    private string Bundle => Path.Combine(_folder, "bundle");

    private string Cache => Path.Combine(_folder, "worker", "cache");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_holds_the_spec_the_cuts_and_the_analyses_and_no_path_but_where_the_media_lie()
    {
        SegmentBundle.Write(Bundle, new Order(), Drawing());

        var read = SegmentBundle.Open(Bundle, Cache);

        Assert.Equal((new string('a', 64), "mesh.0"), (read.Key, read.Lane));
        Assert.Equal([new FrameRange(0, 10), new FrameRange(10, 5)], read.Segments);
        Assert.Equal(["clip 1.mp4", "voice.wav"], read.Media.Select(m => m.Name));
        Assert.Equal("analysed", File.ReadAllText(Path.Combine(Cache, $"{new string('e', 64)}.track")));
        Assert.Equal(Drawing().Media.Select(m => m.Key), read.Media.Select(m => m.Path));
        var words = Encoding.UTF8.GetString(File.ReadAllBytes(Bundle));
        Assert.Equal(read.Media.Count, words.Split(_folder).Length - 1);
        var spec = read.SpecIn("/work", ["/cache/clip", "/cache/voice"]);
        Assert.Equal(("/cache/clip", "/cache/voice", 0.7), (spec.ClipPath, spec.VoicePath, spec.Intensity));
        Assert.Null(spec.FinalAudioPath);
    }

    [Theory]
    [InlineData("../out.track")]
    [InlineData("cache/../../out.track")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("cache/eeee.track")]
    [InlineData("order.json/..")]
    public void A_name_that_leads_elsewhere_is_refused_and_nothing_is_written(string name)
    {
        SegmentBundle.Write(Bundle, new Order(), Drawing());
        using (var zip = ZipFile.Open(Bundle, ZipArchiveMode.Update))
        {
            using var entry = new StreamWriter(zip.CreateEntry(name).Open());
            entry.Write("out");
        }

        Refused();
        Assert.False(Directory.Exists(Cache));
    }

    [Theory]
    [InlineData("version", "3")]
    [InlineData("key", "\"short\"")]
    [InlineData("cuts", "[0, 10, 10]")]
    [InlineData("cuts", "[1, 10]")]
    [InlineData("media", "[]")]
    [InlineData("media", "[{\"key\":\"../../x\",\"name\":\"a\",\"bytes\":1,\"changed\":0,\"path\":\"a\"}]")]
    [InlineData("spec", "\"{}\"")]
    [InlineData("unknown", "1")]
    public void Words_that_are_not_as_they_should_be_are_refused(string name, string value)
    {
        SegmentBundle.Write(Bundle, new Order(), Drawing());
        Change(words => words[name] = JsonNode.Parse(value));

        Refused();
    }

    [Theory]
    [InlineData("../clip.mp4")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("")]
    public void A_media_name_that_is_a_path_is_refused(string name)
    {
        SegmentBundle.Write(Bundle, new Order(), Drawing());
        Change(words => words["media"]![0]!["name"] = name);

        Refused();
    }

    [Fact]
    public void A_path_in_place_of_a_place_is_refused()
    {
        SegmentBundle.Write(Bundle, new Order(), Drawing());
        Change(words => words["spec"] = words["spec"]!.GetValue<string>()
            .Replace("\"clipPath\":\"0\"", "\"clipPath\":\"/etc/passwd\"", StringComparison.Ordinal));

        Refused();
    }

    [Fact]
    public void What_is_no_bundle_is_refused()
    {
        File.WriteAllText(Bundle, "no zip");

        Refused();
    }

    [Fact]
    public void A_model_by_its_path_does_not_travel() => Assert.False(SegmentBundle.CanTravel(
        Drawing() with { Spec = Drawing().Spec with { Wav2Lip = new() { Model = "/models/mine.onnx" } } }));

    private void Refused() =>
        Assert.Equal(ErrorCode.FarmOrderUnreadable, Assert.Throws<HeyGemException>(() => SegmentBundle.Open(Bundle, Cache)).Code);

    private void Change(Action<JsonNode> change)
    {
        using var zip = ZipFile.Open(Bundle, ZipArchiveMode.Update);
        JsonNode words;
        using (var stream = zip.GetEntry("order.json")!.Open())
        {
            words = JsonNode.Parse(stream)!;
        }

        change(words);
        zip.GetEntry("order.json")!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("order.json").Open());
        writer.Write(words.ToJsonString());
    }

    private SegmentDrawing Drawing()
    {
        var (clip, voice, track) = (Path.Combine(_folder, "clip 1.mp4"), Path.Combine(_folder, "voice.wav"),
            Path.Combine(_folder, $"{new string('e', 64)}.track"));
        File.WriteAllText(clip, "clip");
        File.WriteAllText(voice, "voice");
        File.WriteAllText(track, "analysed");
        return new SegmentDrawing
        {
            Spec = new RenderSpec { ClipPath = clip, VoicePath = voice, OutputFolder = _folder, Intensity = 0.7, FinalAudioPath = voice },
            Media = new Dictionary<string, string> { [clip] = new string('c', 64), [voice] = new string('d', 64) },
            Analyses = [track],
            Plan = "plan",
        };
    }

    private sealed class Order : ISegmentOrder
    {
        public string Key => new('a', 64);

        public string Lane => "mesh.0";

        public string Item => string.Empty;

        public string Clip => "'clip.mp4'";

        public IReadOnlyList<FrameRange> Segments => [new(0, 10), new(10, 5)];

        public long LaneBytes => 0;

        public long MostBytes(int index) => 0;

        public bool IsDone(int index) => false;

        public Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
