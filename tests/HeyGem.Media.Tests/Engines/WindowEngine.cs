using System.Security.Cryptography;
using HeyGem.Core.Engines;
using HeyGem.Core.Onnx;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing.Graphs;

namespace HeyGem.Media.Tests.Engines;

/// <summary>
/// A made engine that needs all that the seam offers: a voice feature and a clock of its own, windows over time that overlap, references,
/// two models with external weights, one of them in another process. It paints a square in the middle of the picture whose luma says what
/// arrived.
/// </summary>
internal sealed class WindowEngine(string folder) : IMouthEngine, IDisposable
{
    public const float Gain = 0.5f;
    public const float Slope = 0.1f;

    /// <summary>The models run at this rate, whatever the clip's is.</summary>
    public static readonly FrameRate Clock = FrameRate.Of(25, 1);

    private readonly SemaphoreSlim _one = new(1);
    private Loaded? _loaded;

    /// <summary>The root mean square of the voice in each frame of <see cref="Clock"/>.</summary>
    public static VoiceFeature<float[]> Loudness { get; } = new("window-loudness-1", "loud", AnalyseAsync, TryLoad, Save, Lay);

    /// <summary>Every plan that was made, in order.</summary>
    public List<WindowPlan> Plans { get; } = [];

    public EngineInfo Info { get; } = new("window", "a square that tells what arrived", "None.");

    public string? Obstacle() => null;

    public async Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_loaded is { } known)
            {
                return known with { WasLoaded = true };
            }

            Write();
            var model = OnnxModel.Load(Path.Combine(folder, "listen.onnx"), new OnnxOptions { ExternalWeights = true });
            return _loaded = new Loaded(this, model, model.Bind(), false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _loaded?.Run.Dispose();
        _loaded?.Model.Dispose();
        _one.Dispose();
    }

    /// <summary>listen: levels times an external gain. draw: plus the place in the window times an external slope.</summary>
    private void Write()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "gain.bin"), BitConverter.GetBytes(Gain));
        File.WriteAllBytes(Path.Combine(folder, "slope.bin"), BitConverter.GetBytes(Slope));
        var listen = new GraphFile();
        var level = listen.Input("level", GraphFile.Element.F32, 1, WindowPlan.Size);
        listen.Output("heard", listen.Node("Mul", [level, listen.ExternalConstant("gain.bin")]), GraphFile.Element.F32, 1, WindowPlan.Size);
        listen.Save(Path.Combine(folder, "listen.onnx"));
        var draw = new GraphFile();
        var heard = draw.Input("heard", GraphFile.Element.F32, 1, WindowPlan.Size);
        var place = draw.Node("Mul", [draw.Constant([0, 1, 2, 3, 4], 1, WindowPlan.Size), draw.ExternalConstant("slope.bin")]);
        draw.Output("shade", draw.Node("Add", [heard, place]), GraphFile.Element.F32, 1, WindowPlan.Size);
        draw.Save(Path.Combine(folder, "draw.onnx"));
    }

    private static async Task<float[]> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken)
    {
        var samples = new List<float>();
        await foreach (var block in samples16k.WithCancellation(cancellationToken))
        {
            samples.AddRange(block.Span);
        }

        return [.. samples.Chunk(16000 / 25).Select(frame => MathF.Sqrt(frame.Sum(s => s * s) / frame.Length))];
    }

    private static float[]? TryLoad(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        return [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadSingle())];
    }

    private static void Save(float[] levels, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(levels.Length);
        Array.ForEach(levels, writer.Write);
    }

    private static float[] Lay(IReadOnlyList<LaidStretch<float[]>> stretches, MediaTime length)
    {
        var laid = new float[length.SamplesBegun(25)];
        foreach (var stretch in stretches)
        {
            var (first, end) = stretch.Steps(25, laid.Length);
            for (var n = first; n < end; n++)
            {
                laid[n] = stretch.Heard[(int)Math.Round(stretch.PlaceOf(n, 25))];
            }
        }

        return laid;
    }

    private sealed record Loaded(WindowEngine Engine, OnnxModel Model, OnnxRun Run, bool WasLoaded) : ILoadedEngine
    {
        public EngineNeeds Needs { get; } = new() { Voice = [Loudness], Clock = Clock, VoiceWindow = TimeSpan.FromSeconds(0.04) };

        public EngineUse Use => new(Model.Provider, [], [.. Files.Select(SumOf)], []);

        private IEnumerable<string> Files => Directory.EnumerateFiles(Path.GetDirectoryName(Model.File)!).Order(StringComparer.Ordinal);

        public Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken)
        {
            var levels = input.Voice.Get(Loudness);
            Assert.Equal(Clock, input.Clock);
            var heard = Enumerable.Range(0, input.SourceOf.Count).Select(n => levels[Math.Min(input.ClockFrameOf(n), levels.Length - 1)]);
            var plan = new WindowPlan(Model, Run, Path.Combine(Path.GetDirectoryName(Model.File)!, "draw.onnx"), [.. heard]);
            Engine.Plans.Add(plan);
            return Task.FromResult<IMouthPlan>(plan);
        }

        private static string SumOf(string path) =>
            $"{Path.GetFileName(path)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}";
    }
}
