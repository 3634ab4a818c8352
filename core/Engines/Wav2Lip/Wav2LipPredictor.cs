using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Runs a model over groups of faces: all at once where its batch is open, slot by slot where it is fixed. When the graphics card has no
/// room the batch is halved, and from a single face on the processor takes over; both are told in <see cref="Warnings"/>. Thread-safe,
/// one run at a time.
/// </summary>
internal sealed class Wav2LipPredictor : IDisposable
{
    private readonly Func<IReadOnlyList<OnnxProvider>, IWav2LipBackend> _open;
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];
    private readonly Dictionary<int, IWav2LipRun> _runs = [];
    private IWav2LipBackend _backend;
    private int _batch;

    /// <summary>Opens the model.</summary>
    /// <param name="open">Opens it on the first of some providers that can run it.</param>
    /// <param name="providers">Providers to try, best first.</param>
    public Wav2LipPredictor(Func<IReadOnlyList<OnnxProvider>, IWav2LipBackend> open, IReadOnlyList<OnnxProvider> providers)
    {
        _open = open;
        _backend = open(providers);
        _batch = _backend.FixedBatch ?? PreferredBatch(_backend.Attempts[^1].Provider);
        Size = _backend.Size;
        HasWeight = _backend.HasWeight;
        GroupSize = Math.Max(_batch, PreferredBatch(OnnxProvider.Cpu));
    }

    /// <summary>Side of the face in pixels.</summary>
    public int Size { get; }

    /// <summary>Whether the model can be told how strongly the mouth moves.</summary>
    public bool HasWeight { get; }

    /// <summary>Faces that are best given together.</summary>
    public int GroupSize { get; }

    /// <summary>The providers tried when the model was last opened; the last one runs.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts
    {
        get
        {
            lock (_gate)
            {
                return _backend.Attempts;
            }
        }
    }

    /// <summary>What went otherwise than asked for since the model was opened, each a sentence.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Draws faces.</summary>
    /// <param name="faces">Any number; the picture of each is written.</param>
    /// <param name="weight">How strongly the mouth moves, for models that can be told: 0..1, .5 is natural.</param>
    /// <param name="cancellationToken">Stops before the next run.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the model failed.</exception>
    public void Predict(IReadOnlyList<Wav2LipFace> faces, float weight, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            for (var done = 0; done < faces.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    done += RunOnce(faces, done, weight);
                }
                catch (HeyGemException e) when (e.Code == ErrorCode.GpuOutOfMemory && _backend.Attempts[^1].Provider != OnnxProvider.Cpu)
                {
                    MakeRoom();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unbind();
        _backend.Dispose();
    }

    /// <summary>The processor gains nothing from more faces at once, a graphics card does.</summary>
    private static int PreferredBatch(OnnxProvider provider) => provider == OnnxProvider.Cpu ? 4 : 16;

    private int RunOnce(IReadOnlyList<Wav2LipFace> faces, int from, float weight)
    {
        var count = Math.Min(_batch, faces.Count - from);
        var batch = _backend.FixedBatch ?? count;
        if (!_runs.TryGetValue(batch, out var run))
        {
            run = _runs[batch] = _backend.Bind(batch);
        }

        run.SetWeight(weight);
        for (var slot = 0; slot < batch; slot++)
        {
            // What is left over of a fixed batch repeats its last face.
            var face = faces[from + Math.Min(slot, count - 1)];
            run.Set(slot, face.Mel, face.Input);
        }

        run.Run();
        for (var slot = 0; slot < count; slot++)
        {
            run.Read(slot, faces[from + slot].Picture);
        }

        return count;
    }

    private void MakeRoom()
    {
        Unbind();
        var name = _backend.Attempts[^1].Name;
        if (_backend.FixedBatch is null && _batch > 1)
        {
            _batch /= 2;
            _warnings.Add($"The graphics card ran out of memory: {_batch} face{(_batch == 1 ? " is" : "s are")} drawn at a time now.");
            return;
        }

        _warnings.Add($"The graphics card ({name}) has no room for the model even for one face at a time; the processor draws instead.");
        _backend.Dispose();
        var failed = new ProviderAttempt(_backend.Attempts[^1].Provider, "It ran out of memory.");
        _backend = new Reopened(_open([OnnxProvider.Cpu]), failed);
        _batch = _backend.FixedBatch ?? PreferredBatch(OnnxProvider.Cpu);
    }

    private void Unbind()
    {
        foreach (var run in _runs.Values)
        {
            run.Dispose();
        }

        _runs.Clear();
    }

    /// <summary>A model opened again, that remembers why.</summary>
    private sealed class Reopened(IWav2LipBackend backend, ProviderAttempt failed) : IWav2LipBackend
    {
        public int Size => backend.Size;

        public int? FixedBatch => backend.FixedBatch;

        public bool HasWeight => backend.HasWeight;

        public IReadOnlyList<ProviderAttempt> Attempts { get; } = [failed, .. backend.Attempts];

        public IWav2LipRun Bind(int batch) => backend.Bind(batch);

        public void Dispose() => backend.Dispose();
    }
}
