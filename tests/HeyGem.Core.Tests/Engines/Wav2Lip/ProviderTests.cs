using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Testing.Graphs;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

public sealed class ProviderTests
{
    [Fact]
    public void Graphics_cards_are_tried_before_the_processor_and_Cuda_before_all_others()
    {
        Assert.Equal(OnnxProvider.Cpu, ProviderSearch.Automatic[^1]);
        Assert.NotEqual(OnnxProvider.Cpu, ProviderSearch.Automatic[0]);
        Assert.True(OperatingSystem.IsMacOS() || ProviderSearch.Automatic[0] == OnnxProvider.Cuda);
        Assert.Equal(ProviderSearch.Automatic.Count, ProviderSearch.Automatic.Distinct().Count());
    }

    [Fact]
    public void Each_provider_that_cannot_is_kept_with_its_reason_until_one_can()
    {
        var (opened, attempts) = ProviderSearch.First(
            [OnnxProvider.Cuda, OnnxProvider.TensorRt, OnnxProvider.Cpu],
            provider => provider switch
            {
                OnnxProvider.Cuda =>
                    throw new HeyGemException(ErrorCode.EngineUnavailable, "libcudnn.so.9 is missing.\nand a page of more"),
                OnnxProvider.TensorRt => throw new EntryPointNotFoundException("not built in"),
                _ => "opened",
            });

        Assert.Equal("opened", opened);
        Assert.Equal(
            [new ProviderAttempt(OnnxProvider.Cuda, "libcudnn.so.9 is missing."),
                new ProviderAttempt(OnnxProvider.TensorRt, "not built in"), new ProviderAttempt(OnnxProvider.Cpu, null)],
            attempts);
        Assert.Equal("CUDAExecutionProvider", attempts[0].Name);
    }

    [Fact]
    public void A_provider_that_can_ends_the_search()
    {
        var (_, attempts) = ProviderSearch.First([OnnxProvider.Cuda, OnnxProvider.Cpu], provider => provider);
        Assert.Equal(new ProviderAttempt(OnnxProvider.Cuda, null), Assert.Single(attempts));
    }

    [Fact]
    public void The_last_provider_s_failure_is_told_as_it_is() =>
        Assert.Throws<EntryPointNotFoundException>(
            () => ProviderSearch.First<int>([OnnxProvider.Cuda, OnnxProvider.Cpu], _ => throw new EntryPointNotFoundException()));

    [Fact]
    public void A_real_model_runs_on_the_processor_where_there_is_no_card_and_says_why()
    {
        Assert.SkipWhen(GpuLibraries.Obstacle() is null, "This machine has a graphics card that works.");
        using var folder = new GraphFolder();
        using var engine = Wav2LipSession.Load(new ProbeGraph { Batch = -1 }.Write(folder["probe.onnx"]), null, ProviderSearch.Automatic);

        Assert.Equal("CPUExecutionProvider", engine.Provider);
        Assert.Equal(ProviderSearch.Automatic, engine.Attempts.Select(a => a.Provider));
        Assert.All(engine.Attempts.SkipLast(1), a => Assert.False(string.IsNullOrWhiteSpace(a.Reason)));
        Assert.Contains(engine.Attempts, a => a.Reason == GpuLibraries.Obstacle());
    }

    [Fact]
    public void Missing_libraries_are_named()
    {
        var missing = GpuLibraries.Missing();
        Assert.All(missing, name => Assert.Contains(name, GpuLibraries.Needed));
        Assert.Contains(GpuLibraries.Needed, name => name.Contains("cudnn", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_of_Nvidias_providers_are_looked_at_before_they_are_asked_for()
    {
        Assert.SkipWhen(GpuLibraries.Obstacle(OnnxProvider.TensorRt) is null, "This machine has TensorRT.");
        using var folder = new GraphFolder();
        var path = new ProbeGraph { Batch = -1 }.Write(folder["probe.onnx"]);
        using var model = OnnxModel.Load(path, new OnnxOptions { Providers = [OnnxProvider.TensorRt, OnnxProvider.Cpu] });

        Assert.Equal(GpuLibraries.Obstacle(OnnxProvider.TensorRt), model.Attempts[0].Reason);
        Assert.True(OperatingSystem.IsMacOS() || model.Attempts[0].Reason!.Contains("nvinfer", StringComparison.Ordinal));
    }

    [Fact]
    public void A_card_without_room_gets_half_the_batch_then_the_processor_takes_over()
    {
        var opened = new List<OnnxProvider>();
        using var predictor = new Wav2LipPredictor(
            (order, _) =>
            {
                opened.Add(order[0]);
                return new SmallCard(order[0], room: 0);
            },
            [OnnxProvider.Cuda, OnnxProvider.Cpu],
            static _ => 1, TimeProvider.System);
        var faces = Enumerable.Range(0, 20).Select(i => ModelShapeTests.MadeFace(96, i % 7)).ToArray();

        predictor.Predict(faces, 0.5f, CancellationToken.None);

        Assert.Equal([OnnxProvider.Cuda, OnnxProvider.Cpu], opened);
        Assert.All(faces, f => Assert.Equal(f.Mel[0], f.Picture[0]));
        Assert.Equal([OnnxProvider.Cuda, OnnxProvider.Cpu], predictor.Attempts.Select(a => a.Provider));
        Assert.NotNull(predictor.Attempts[0].Reason);
        Assert.Equal(5, predictor.Warnings.Count);
        Assert.Contains("8 faces", predictor.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("processor", predictor.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_with_room_for_some_keeps_drawing()
    {
        using var predictor = new Wav2LipPredictor(
            (order, _) => new SmallCard(order[0], room: 4), [OnnxProvider.Cuda, OnnxProvider.Cpu], static _ => 1, TimeProvider.System);
        var faces = Enumerable.Range(0, 18).Select(i => ModelShapeTests.MadeFace(96, i % 7)).ToArray();

        predictor.Predict(faces, 0.5f, CancellationToken.None);

        Assert.All(faces, f => Assert.Equal(f.Mel[0], f.Picture[0]));
        Assert.Equal("CUDAExecutionProvider", predictor.Attempts[^1].Name);
        Assert.Equal(2, predictor.Warnings.Count);
    }

    [Theory]
    [InlineData("CUDA failure 2: out of memory ; GPU=0", true)]
    [InlineData("bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 12", true)]
    [InlineData("DXGI error 8007000E Not enough memory resources", true)]
    [InlineData("Got invalid dimensions for input: mel", false)]
    public void The_runtimes_words_for_no_memory_are_known(string message, bool memory) =>
        Assert.Equal(memory, OnnxRun.IsOutOfMemory(message));
}
