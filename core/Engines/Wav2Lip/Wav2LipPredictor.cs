using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Runs a model over groups of faces on every graphics card that can, each group on one that is free. When a card has no room its batch is
/// halved; one without room for a single face leaves the drawing to the others, and after the last of them the processor takes over. All
/// of it is told in <see cref="Warnings"/>. A card that is less than half as fast as another leaves it the drawing, too: frames are handed
/// on in order, and the others would wait for it. Thread-safe, one run at a time on each card.
/// </summary>
internal sealed class Wav2LipPredictor : IDisposable
{
    private const double Slow = 2;

    private readonly Func<IReadOnlyList<OnnxProvider>, int, IWav2LipBackend> _open;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];
    private readonly List<string> _notes = [];
    private readonly List<Wav2LipCard> _cards = [];
    private readonly PriorityQueue<Wav2LipCard, int> _idle = new();
    private readonly SemaphoreSlim _free;
    private readonly bool _several;

    /// <summary>Opens the model.</summary>
    /// <param name="open">Opens it on the first of some providers that can run it, on the card of a number from 0.</param>
    /// <param name="providers">Providers to try, best first.</param>
    /// <param name="cards">The most cards that a provider may have.</param>
    /// <param name="time">Measures how fast cards are.</param>
    public Wav2LipPredictor(
        Func<IReadOnlyList<OnnxProvider>, int, IWav2LipBackend> open, IReadOnlyList<OnnxProvider> providers,
        Func<OnnxProvider, int> cards, TimeProvider time)
    {
        (_open, _time) = (open, time);
        var first = new Wav2LipCard(0, open(providers, 0));
        _cards.Add(first);
        Attempts = first.Backend.Attempts;
        Size = first.Backend.Size;
        HasWeight = first.Backend.HasWeight;
        GroupSize = Math.Max(first.Batch, Wav2LipCard.PreferredBatch(OnnxProvider.Cpu));
        OpenFurther(first.Provider, cards(first.Provider.Provider));
        _several = _cards.Count > 1;
        _cards.ForEach(card => _idle.Enqueue(card, card.Number));
        _free = new SemaphoreSlim(_cards.Count);
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
                return field;
            }
        }

        private set;
    }

    /// <summary>Graphics cards that draw; 0 where the processor does.</summary>
    public int Cards
    {
        get
        {
            lock (_gate)
            {
                return Attempts[^1].Provider == OnnxProvider.Cpu ? 0 : _cards.Count;
            }
        }
    }

    /// <summary>Cards that could not be used, or are too slow beside the others, each with the reason.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_gate)
            {
                return [.. _notes];
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
        for (var done = 0; done < faces.Count;)
        {
            var card = Take(cancellationToken);
            var stays = true;
            try
            {
                while (stays && done < faces.Count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    try
                    {
                        var began = _time.GetTimestamp();
                        var drawn = card.Run(faces, done, weight);
                        card.Took(_time.GetElapsedTime(began), drawn);
                        done += drawn;
                    }
                    catch (HeyGemException e) when (e.Code == ErrorCode.GpuOutOfMemory && card.Provider.Provider != OnnxProvider.Cpu)
                    {
                        stays = MakeRoom(card);
                    }
                }
            }
            finally
            {
                if (stays && !IsTooSlow(card))
                {
                    GiveBack(card);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cards.ForEach(card => card.Dispose());
        _free.Dispose();
    }

    private void OpenFurther(ProviderAttempt first, int most)
    {
        for (var number = 1; number < most; number++)
        {
            try
            {
                _cards.Add(new Wav2LipCard(number, _open([first.Provider], number)));
            }
            catch (Exception e) when (e is HeyGemException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException)
            {
                if (!GpuLibraries.IsNoCard(e.Message))
                {
                    _notes.Add($"{first.Name}, card {number}: {ProviderSearch.OneSentence(e.Message)}");
                }

                return;
            }
        }
    }

    /// <summary>The free card of the lowest number; waits until there is one.</summary>
    private Wav2LipCard Take(CancellationToken cancellationToken)
    {
        _free.Wait(cancellationToken);
        lock (_gate)
        {
            return _idle.Dequeue();
        }
    }

    private void GiveBack(Wav2LipCard card)
    {
        lock (_gate)
        {
            _idle.Enqueue(card, card.Number);
        }

        _free.Release();
    }

    /// <summary>Whether a card is left out from here on, since another one is much faster.</summary>
    private bool IsTooSlow(Wav2LipCard card)
    {
        lock (_gate)
        {
            if (_cards.Find(other => card.Pace > Slow * other.Pace) is not { } faster)
            {
                return false;
            }

            _notes.Add($"{card.Provider.Name}, card {card.Number}: It is less than half as fast as card {faster.Number}.");
            _cards.Remove(card);
            card.Dispose();
            return true;
        }
    }

    /// <summary>Whether a card that had no room goes on, with fewer faces at a time or as the processor.</summary>
    private bool MakeRoom(Wav2LipCard card)
    {
        lock (_gate)
        {
            var (number, failed) = (card.Number, card.Provider);
            if (card.TryHalve())
            {
                var verb = card.Batch == 1 ? " is" : "s are";
                if (_several)
                {
                    _warnings.Add($"Graphics card {number} ran out of memory: {card.Batch} face{verb} drawn at a time on it now.");
                }
                else
                {
                    _warnings.Add($"The graphics card ran out of memory: {card.Batch} face{verb} drawn at a time now.");
                }

                return true;
            }

            if (_cards.Count > 1)
            {
                _warnings.Add(
                    $"Graphics card {number} ({failed.Name}) has no room for the model even for one face at a time; the other cards draw.");
                _cards.Remove(card);
                card.Dispose();
                return false;
            }

            _warnings.Add(
                $"The graphics card ({failed.Name}) has no room for the model even for one face at a time; the processor draws instead.");
            card.Reopen(() => _open([OnnxProvider.Cpu], 0));
            Attempts = [new ProviderAttempt(failed.Provider, "It ran out of memory."), .. card.Backend.Attempts];
            return true;
        }
    }
}
