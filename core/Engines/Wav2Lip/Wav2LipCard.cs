using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// A model on one card, or on the processor: all faces of a run at once where its batch is open, slot by slot where it is fixed. For one
/// thread at a time.
/// </summary>
/// <param name="number">The card's number, from 0.</param>
/// <param name="backend">The model, which is disposed of with this.</param>
internal sealed class Wav2LipCard(int number, IWav2LipBackend backend) : IDisposable
{
    // Before that a card has not shown how fast it is.
    private const int LeastRuns = 4;

    private readonly Dictionary<int, IWav2LipRun> _runs = [];
    private double _best = double.MaxValue;
    private int _timed;

    /// <summary>The card's number, from 0, as its maker's tools count.</summary>
    public int Number => number;

    /// <summary>The model.</summary>
    public IWav2LipBackend Backend { get; private set; } = backend;

    /// <summary>Faces of a run.</summary>
    public int Batch { get; private set; } = BatchOf(backend);

    /// <summary>What runs the model.</summary>
    public ProviderAttempt Provider => Backend.Attempts[^1];

    /// <summary>Seconds a face of its fastest full run, or null while it had few of them.</summary>
    public double? Pace => _timed < LeastRuns ? null : _best;

    /// <summary>The processor gains nothing from more faces at once, a graphics card does.</summary>
    public static int PreferredBatch(OnnxProvider provider) => provider == OnnxProvider.Cpu ? 4 : 16;

    /// <summary>Draws as many faces as fit into a run.</summary>
    /// <param name="faces">The faces; the picture of each that is drawn is written.</param>
    /// <param name="from">The first to draw.</param>
    /// <param name="weight">How strongly the mouth moves.</param>
    /// <returns>How many were drawn.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.GpuOutOfMemory"/>, <see cref="ErrorCode.WeightsUnsupported"/>.</exception>
    public int Run(IReadOnlyList<Wav2LipFace> faces, int from, float weight)
    {
        var count = Math.Min(Batch, faces.Count - from);
        var batch = Backend.FixedBatch ?? count;
        if (!_runs.TryGetValue(batch, out var run))
        {
            run = _runs[batch] = Backend.Bind(batch);
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

    /// <summary>Notes how long a run took; one that was not full says little.</summary>
    public void Took(TimeSpan time, int faces)
    {
        if (faces == Batch)
        {
            _timed++;
            _best = Math.Min(_best, time.TotalSeconds / faces);
        }
    }

    /// <summary>Halves the batch after it had no room; false where it cannot be halved.</summary>
    public bool TryHalve()
    {
        Unbind();
        if (Backend.FixedBatch is not null || Batch == 1)
        {
            return false;
        }

        Batch /= 2;
        return true;
    }

    /// <summary>Exchanges the model for one that is opened when this one is closed.</summary>
    public void Reopen(Func<IWav2LipBackend> open)
    {
        Unbind();
        Backend.Dispose();
        Backend = open();
        Batch = BatchOf(Backend);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unbind();
        Backend.Dispose();
    }

    private static int BatchOf(IWav2LipBackend backend) => backend.FixedBatch ?? PreferredBatch(backend.Attempts[^1].Provider);

    private void Unbind()
    {
        foreach (var run in _runs.Values)
        {
            run.Dispose();
        }

        _runs.Clear();
    }
}
