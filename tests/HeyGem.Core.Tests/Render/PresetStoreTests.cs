using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render;

public sealed class PresetStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-presets-").FullName;

    private string File1 => Path.Combine(_folder, "data", "presets.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_saved_is_read_by_the_next_program()
    {
        var soft = new Preset { Format = OutputFormat.ProRes, Intensity = 0.8, OffsetFrames = -2, NoAudio = true, Model = "模型" };
        new PresetStore(File1).Save("Soft 软", soft);
        new PresetStore(File1).Save("empty", new Preset());

        var store = new PresetStore(File1);
        Assert.Equal(["Soft 软", "empty"], store.All().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(soft, store.Find("Soft 软"));
        Assert.True(store.Remove("empty"));
        Assert.False(store.Remove("empty"));
        Assert.Equal(["Soft 软"], new PresetStore(File1).All().Keys);
    }

    [Fact]
    public void A_preset_sets_what_it_says_and_leaves_the_rest()
    {
        var spec = new RenderSpec
        {
            ClipPath = "c",
            VoicePath = "v",
            OutputFolder = "o",
            VoiceStyle = VoiceStyle.Clear,
            Offset = new LipOffset(3, 40),
            Intensity = 1.2,
        };

        var over = new Preset { Intensity = 0.5, OffsetMs = -80, Enhancer = "gfpgan" }.Over(spec);

        Assert.Equal(spec, new Preset().Over(spec));
        Assert.Equal(
            spec with { Intensity = 0.5, Offset = new LipOffset(3, -80), Wav2Lip = spec.Wav2Lip with { Enhancer = "gfpgan" } }, over);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a\nb")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public void A_name_that_cannot_be_shown_is_refused(string name) => Assert.Equal(
        ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => new PresetStore(File1).Save(name, new Preset())).Code);

    [Theory]
    [InlineData("{ cut off")]
    [InlineData("""{"a":{"format":"betamax"}}""")]
    [InlineData("""{"a":{"colour":1}}""")]
    public void A_file_that_cannot_be_read_is_told_and_kept(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File1)!);
        File.WriteAllText(File1, content);

        Assert.Equal(
            ErrorCode.StoreFailed, Assert.Throws<HeyGemException>(() => new PresetStore(File1).Save("b", new Preset())).Code);
        Assert.Equal(content, File.ReadAllText(File1));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_that_there_are()
    {
        var store = new PresetStore(File1);
        Assert.Contains("none was saved", Assert.Throws<HeyGemException>(() => store.Find("x")).Message, StringComparison.Ordinal);
        store.Save("news", new Preset());
        Assert.Contains("news", Assert.Throws<HeyGemException>(() => store.Find("x")).Message, StringComparison.Ordinal);
    }
}
