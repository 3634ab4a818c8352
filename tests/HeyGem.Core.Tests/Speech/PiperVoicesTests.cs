using HeyGem.Core.Errors;
using HeyGem.Core.Speech;
using HeyGem.Testing.Graphs;

namespace HeyGem.Core.Tests.Speech;

/// <summary>
/// A graph of a Piper voice's true inputs and output whose sound says what it was fed: 100 samples for each number, as loud as it.
/// </summary>
public sealed class PiperVoicesTests : IDisposable
{
    private const string Config = """
        {"audio":{"sample_rate":16000},"espeak":{"voice":"de"},"language":{"code":"de_DE"},"num_speakers":SPEAKERS,
        "inference":{"noise_scale":0.5,"length_scale":2,"noise_w":0.25},
        "phoneme_id_map":{"_":[0],"^":[1],"$":[2]," ":[3],".":[4],"h":[10],"a":[11],"l":[12],"o":[13],"ˈ":[14],"ː":[15]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem stimmen 声").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Phones_become_numbers_with_a_gap_after_each_and_unknown_signs_left_out()
    {
        var config = PiperConfig.Read(Write("a", 1) + ".json");

        Assert.Equal([1, 0, 10, 0, 11, 0, 14, 0, 12, 0, 2], config.IdsOf("ha\u02c8ʞl"));
        Assert.Equal(("de-DE", "de", 16_000, 1), (config.Language, config.PhoneVoice, config.SampleRateHz, config.Speakers));
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(1, 1.25)]
    [InlineData(3, 1.0)]
    public async Task A_text_is_spoken_through_phones_and_graph(int speakers, double speed)
    {
        using var piper = new PiperVoices(_folder);
        Write("halo", speakers);
        var voice = (await piper.VoicesAsync(Token)).SingleOrDefault();
        Assert.SkipWhen(voice is null, "espeak-ng is not installed, and Piper's voices get their phones from it.");

        var spoken = await piper.SpeakAsync(new SpeechOrder("halo", "Hallo", speed), Token);

        // espeak-ng says "hˈaloː"; the graph gives the numbers back over 100, times the length that it was asked for.
        var numbers = spoken.Samples.Where((_, i) => i % 100 == 0).Select(v => Math.Round(v * 100 * speed / 2, 3)).ToArray();
        Assert.Equal([1, 0, 10, 0, 14, 0, 11, 0, 12, 0, 13, 0, 15, 0, 4, 0, 2], numbers);
        Assert.Equal((16_000, "piper:halo"), (spoken.SampleRateHz, voice!.Id));
    }

    [Fact]
    public void Clauses_keep_their_marks() => Assert.Equal(
        [("Ja", ","), ("gut", "!"), ("Und", "?"), ("你好", "."), ("so", ".")], PiperVoices.Clauses("Ja, gut! ... Und?? 你好。so"));

    [Fact]
    public async Task Half_a_voice_and_another_kind_of_model_are_passed_over_and_refused_by_name()
    {
        using var piper = new PiperVoices(_folder);
        File.WriteAllText(Path.Combine(_folder, "alone.onnx"), "not a graph");
        File.WriteAllText(Path.Combine(_folder, "wrong.onnx"), "not a graph");
        File.WriteAllText(Path.Combine(_folder, "wrong.onnx.json"), "{\"audio\":{\"sample_rate\":1}}");
        var other = Path.Combine(_folder, "other.onnx");
        new ProbeGraph().Write(other);
        File.WriteAllText(other + ".json", Config.Replace("SPEAKERS", "1", StringComparison.Ordinal));

        Assert.DoesNotContain(await piper.VoicesAsync(Token), v => v.Name is "alone" or "wrong");
        Assert.Equal(ErrorCode.WeightsMissing, Refusal("alone.onnx"));
        Assert.Equal(ErrorCode.WeightsUnsupported, Refusal("wrong.onnx"));
        Assert.Equal(ErrorCode.WeightsUnsupported, Refusal("other.onnx"));
    }

    [Fact]
    public void An_installed_voice_is_whole_and_never_written_over()
    {
        var (source, target) = (Write("halo", 1), Path.Combine(_folder, "installed"));

        var (path, sum) = PiperInstall.Run(source, target);

        Assert.Equal(64, sum.Length);
        Assert.Equal(["halo.onnx", "halo.onnx.json"], Directory.GetFiles(target).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(path));
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => PiperInstall.Run(source, target)).Code);
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => PiperInstall.Run("../x.wav", target)).Code);
    }

    private ErrorCode Refusal(string name) =>
        Assert.Throws<HeyGemException>(() => PiperVoices.TryOut(Path.Combine(_folder, name))).Code;

    private string Write(string name, int speakers)
    {
        var path = Path.Combine(_folder, name + ".onnx");
        var graph = new GraphFile();
        var ids = graph.Node("Cast", [graph.Input("input", GraphFile.Element.I64, 1, -1)], ("to", (int)GraphFile.Element.F32));
        var length = graph.Node("Cast", [graph.Input("input_lengths", GraphFile.Element.I64, 1)], ("to", (int)GraphFile.Element.F32));
        var scales = graph.Input("scales", GraphFile.Element.F32, 3);
        var pace = graph.Node("Slice", [scales, graph.Longs(1), graph.Longs(2), graph.Longs(0)]);
        var nothing = graph.Node("Mul", [length, graph.Constant([0f], 1)]);
        if (speakers > 1)
        {
            var sid = graph.Node("Cast", [graph.Input("sid", GraphFile.Element.I64, 1)], ("to", (int)GraphFile.Element.F32));
            nothing = graph.Node("Add", [nothing, graph.Node("Mul", [sid, graph.Constant([0f], 1)])]);
        }

        var level = graph.Node("Add", [graph.Node("Mul", [graph.Node("Mul", [ids, graph.Constant([0.01f], 1)]), pace]), nothing]);
        var column = graph.Node("Reshape", [level, graph.Longs(1, -1, 1)]);
        var wide = graph.Node("Mul", [column, graph.Constant([.. Enumerable.Repeat(1f, 100)], 1, 1, 100)]);
        graph.Output("output", graph.Node("Reshape", [wide, graph.Longs(1, 1, 1, -1)]), GraphFile.Element.F32, 1, 1, 1, -1);
        graph.Save(path);
        File.WriteAllText(path + ".json", Config.Replace("SPEAKERS", $"{speakers}", StringComparison.Ordinal));
        return path;
    }
}
