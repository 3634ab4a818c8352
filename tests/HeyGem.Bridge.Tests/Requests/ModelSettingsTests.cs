using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>What the command line can say of the model, its provider and the result's own sound, said over HTTP.</summary>
public sealed class ModelSettingsTests
{
    private const string Model = "wav2lip-gan";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_render_gets_the_model_the_provider_and_the_sound_that_a_job_names()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        Install(bridge, Model);
        var request = bridge.Request("all-settings", "a.mp4");
        (request["engine"], request["model"], request["windowOffset"], request["provider"]) = ("wav2lip", Model, 2, "cuda");
        request["items"]![0]!["finalAudio"] = new JsonObject { ["path"] = bridge.Clip("mix.wav") };
        var named = await (await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now)).Content.ReadFromJsonAsync<JsonObject>(Now);
        await bridge.FinishedAsync(named!["id"]!.GetValue<string>());
        var capabilities = await bridge.GetAsync("/api/v1/capabilities");

        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal(new Wav2LipOptions { Model = Model, WindowOffset = 2 }, spec.Wav2Lip);
        Assert.Equal((OnnxProvider.Cuda, bridge.Clip("mix.wav")), (spec.Provider, spec.FinalAudioPath));
        Assert.Equal(Model, Assert.Single(capabilities["models"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Left_out_they_are_as_on_the_command_line()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.FinishedAsync((await bridge.SubmitAsync("nothing-said", "a.mp4"))["id"]!.GetValue<string>());

        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal(new Wav2LipOptions(), spec.Wav2Lip);
        Assert.Null(spec.Provider);
        Assert.Null(spec.FinalAudioPath);
    }

    [Theory]
    [InlineData("model", "\"/etc/passwd\"", "request.invalid", "\"model\" is wrong: it is one of wav2lip")]
    [InlineData("model", "\"CANARY\"", "request.invalid", "\"model\" is wrong")]
    [InlineData("model", "\"gfpgan-1.4\"", "request.invalid", "\"model\" is wrong")]
    [InlineData("model", "\"wav2lip-gan\"", "weights.missing", "wav2lip-gan is not installed")]
    [InlineData("enhancer", "\"../gfpgan.onnx\"", "request.invalid", "\"enhancer\" is wrong")]
    [InlineData("enhancer", "\"gfpgan-1.4\"", "weights.missing", "gfpgan-1.4 is not installed")]
    [InlineData("enhancerShare", "0.5", "request.invalid", "goes only with enhancer")]
    [InlineData("windowOffset", "6", "request.invalid", "is -5 to 5")]
    [InlineData("provider", "\"abacus\"", "request.invalid", "provider")]
    public async Task A_model_is_named_as_the_catalogue_names_it_and_numbers_stay_in_range(
        string field, string value, string code, string sentence)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var canary = bridge.Clip("canary.onnx");
        var request = bridge.Request("one-setting", "a.mp4");
        request["engine"] = "wav2lip";
        request[field] = JsonNode.Parse(value.Replace("CANARY", canary, StringComparison.Ordinal));
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;

        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Contains(sentence, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, bridge.Jobs);
    }

    [Theory]
    [InlineData("model", "\"wav2lip-gan\"")]
    [InlineData("windowOffset", "1")]
    [InlineData("provider", "\"cpu\"")]
    public async Task With_another_engine_they_are_refused_instead_of_passed_over(string field, string value)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = bridge.Request("wrong-engine", "a.mp4");
        request[field] = JsonNode.Parse(value);
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;

        Assert.Equal($"\"{field}\" is wrong: it goes only with the engine wav2lip.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_sound_that_is_swapped_after_the_job_came_ends_the_clip()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var mix = bridge.Clip("mix.wav");
        var first = await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        var request = bridge.Request("swapped-mix", "a.mp4");
        request["items"]![0]!["finalAudio"] = new JsonObject { ["path"] = mix };
        var job = await (await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now)).Content.ReadFromJsonAsync<JsonObject>(Now);
        File.Delete(mix);
        File.CreateSymbolicLink(mix, bridge.Clip("a.mp4"));
        using var cancelled = await bridge.Client.PostAsync($"/api/v1/jobs/{first["id"]}/cancel", null, Now);
        var done = await bridge.FinishedAsync(job!["id"]!.GetValue<string>());

        Assert.Equal("input.changed", done["items"]![0]!["error"]!["code"]!.GetValue<string>());
        Assert.DoesNotContain("a", bridge.Render.Started);
    }

    private static void Install(BridgeFixture bridge, string name)
    {
        var store = ModelStore.In(new DataFolder(bridge.Settings.DataFolder));
        var model = store.Catalog.Single(m => m.Name == name);
        var folder = Directory.CreateDirectory(store.FolderOf(name)).FullName;
        File.WriteAllText(Path.Combine(folder, model.File), "not opened by the fake renderer");
        InstalledModel.WriteRecord(folder, model, 31, new string('0', 64), "a test", DateTimeOffset.UnixEpoch);
    }
}
