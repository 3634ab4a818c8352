using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

/// <summary>A card that can hold so many faces at once; draws each face's first mel value.</summary>
internal sealed class SmallCard(OnnxProvider provider, int room) : IWav2LipBackend
{
    public int Size => 96;

    public int? FixedBatch => null;

    public bool HasWeight => false;

    public IReadOnlyList<ProviderAttempt> Attempts { get; } = [new(provider, null)];

    /// <summary>Called with the faces of each run before it.</summary>
    public Action<int> Running { get; init; } = static _ => { };

    public bool IsDisposed { get; private set; }

    public IWav2LipRun Bind(int batch) => new Slots(this, batch, provider != OnnxProvider.Cpu && batch > room);

    public void Dispose() => IsDisposed = true;

    private sealed class Slots(SmallCard card, int batch, bool full) : IWav2LipRun
    {
        private readonly float[] _first = new float[batch];

        public int Batch => batch;

        public void Set(int slot, ReadOnlySpan<float> mel, ReadOnlySpan<float> face) => _first[slot] = mel[0];

        public void SetWeight(float weight)
        {
        }

        public void Run()
        {
            card.Running(batch);
            if (full)
            {
                throw new HeyGemException(ErrorCode.GpuOutOfMemory, "full");
            }
        }

        public void Read(int slot, Span<float> picture) => picture.Fill(_first[slot]);

        public void Dispose()
        {
        }
    }
}
