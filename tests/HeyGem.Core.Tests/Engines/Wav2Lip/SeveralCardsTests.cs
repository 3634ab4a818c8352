using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Testing.Graphs;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

/// <summary>A model on every graphics card of the machine; the cards are made up.</summary>
public sealed class SeveralCardsTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_that_come_at_once_are_drawn_at_once_each_by_a_card_of_its_own()
    {
        using var both = new Barrier(2);
        var opened = new List<(OnnxProvider Provider, int Card)>();
        using var predictor = new Wav2LipPredictor(
            (order, card) =>
            {
                opened.Add((order[0], card));
                return card < 2
                    ? new SmallCard(order[0], room: 16) { Running = _ => Assert.True(both.SignalAndWait(_patience)) }
                    : throw new HeyGemException(ErrorCode.WeightsUnsupported, "Invalid device ID: 2");
            },
            [OnnxProvider.Cuda, OnnxProvider.Cpu],
            static _ => 8,
            TimeProvider.System);
        var (first, second) = (Faces(0), Faces(3));

        await Task.WhenAll(PredictAsync(predictor, first), PredictAsync(predictor, second));

        Assert.All(first.Concat(second), face => Assert.Equal((face.Mel[0], face.Mel[0]), (face.Picture[0], face.Picture[^1])));
        Assert.Equal([(OnnxProvider.Cuda, 0), (OnnxProvider.Cuda, 1), (OnnxProvider.Cuda, 2)], opened);
        Assert.Equal(2, predictor.Cards);
        Assert.Empty(predictor.Notes);
        Assert.Empty(predictor.Warnings);
    }

    [Fact]
    public async Task A_card_without_room_halves_its_own_batch_and_no_other()
    {
        using var free = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        List<int>[] runs = [[], []];
        using var predictor = Two(runs, room: 4, _ => Hold(busy, free));
        var (first, second) = (Faces(0), Faces(3));

        var drawing = PredictAsync(predictor, first);
        Assert.True(busy.Wait(_patience, Token));
        await PredictAsync(predictor, second);
        free.Set();
        await drawing;

        Assert.Equal([16], runs[0]);
        Assert.Equal([16, 8, 4, 4, 4, 4], runs[1]);
        Assert.All(first.Concat(second), face => Assert.Equal(face.Mel[0], face.Picture[0]));
        Assert.Equal(2, predictor.Cards);
        Assert.Equal(
            ["Graphics card 1 ran out of memory: 8 faces are drawn at a time on it now.",
                "Graphics card 1 ran out of memory: 4 faces are drawn at a time on it now."],
            predictor.Warnings);
    }

    [Fact]
    public async Task A_card_without_room_for_one_face_leaves_the_drawing_to_the_others_and_the_last_one_to_the_processor()
    {
        using var free = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        List<int>[] runs = [[], []];
        var isFull = false;
        using var predictor = Two(runs, room: 0, batch =>
        {
            Hold(busy, free);
            _ = isFull ? throw new HeyGemException(ErrorCode.GpuOutOfMemory, "full") : 0;
        });
        var (first, second) = (Faces(0), Faces(3));
        var drawing = PredictAsync(predictor, first);
        Assert.True(busy.Wait(_patience, Token));

        var other = PredictAsync(predictor, second);
        Assert.True(SpinWait.SpinUntil(() => predictor.Cards == 1, _patience));
        free.Set();
        await Task.WhenAll(drawing, other);

        Assert.Equal([16, 16], runs[0]);
        Assert.Equal([16, 8, 4, 2, 1], runs[1]);
        Assert.All(first.Concat(second), face => Assert.Equal(face.Mel[0], face.Picture[0]));
        Assert.Equal("CUDAExecutionProvider", predictor.Attempts[^1].Name);
        Assert.Contains("the other cards draw", predictor.Warnings[^1], StringComparison.Ordinal);

        isFull = true;
        await PredictAsync(predictor, second);
        Assert.Equal("CPUExecutionProvider", predictor.Attempts[^1].Name);
        Assert.Equal(0, predictor.Cards);
        Assert.Contains("the processor draws instead", predictor.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_further_card_that_cannot_be_opened_is_noted_and_the_others_draw()
    {
        using var predictor = new Wav2LipPredictor(
            (order, card) => card < 2
                ? new SmallCard(order[0], room: 16)
                : throw new HeyGemException(ErrorCode.WeightsUnsupported, "CUDA failure 2: out of memory\nand a page of more"),
            [OnnxProvider.Cuda, OnnxProvider.Cpu],
            static _ => 8,
            TimeProvider.System);

        Assert.Equal(2, predictor.Cards);
        Assert.Equal(["CUDAExecutionProvider, card 2: CUDA failure 2: out of memory"], predictor.Notes);
        Assert.Equal([new ProviderAttempt(OnnxProvider.Cuda, null)], predictor.Attempts);
    }

    [Fact]
    public void No_more_than_the_cards_that_there_are_is_asked_for()
    {
        var opened = 0;
        using var predictor = new Wav2LipPredictor(
            (order, _) =>
            {
                opened++;
                return new SmallCard(order[0], room: 16);
            },
            [OnnxProvider.Cuda, OnnxProvider.Cpu],
            provider => provider == OnnxProvider.Cuda ? 3 : 1,
            TimeProvider.System);

        Assert.Equal((3, 3), (opened, predictor.Cards));
    }

    [Theory]
    [InlineData(19, 2)]
    [InlineData(21, 1)]
    public async Task A_card_that_is_less_than_half_as_fast_as_another_leaves_it_the_drawing(int slower, int cards)
    {
        var time = new TimeOfThread();
        using var both = new Barrier(2);
        using var predictor = new Wav2LipPredictor(
            (order, card) => new SmallCard(order[0], room: 16)
            {
                Running = _ =>
                {
                    Assert.True(both.SignalAndWait(_patience, Token));
                    time.Pass(card == 0 ? slower : 10);
                },
            },
            [OnnxProvider.Cuda, OnnxProvider.Cpu],
            static _ => 2,
            time);

        for (var round = 0; round < 9 && predictor.Cards == 2; round++)
        {
            await Task.WhenAll(PredictAsync(predictor, Faces(0)), PredictAsync(predictor, Faces(3)));
        }

        Assert.Equal(cards, predictor.Cards);
        Assert.Equal(
            cards == 1 ? ["CUDAExecutionProvider, card 0: It is less than half as fast as card 1."] : [], predictor.Notes);
    }

    [Fact]
    public void The_processor_is_no_card()
    {
        using var folder = new GraphFolder();
        using var engine = Wav2LipSession.Load(new ProbeGraph { Batch = -1 }.Write(folder["probe.onnx"]), null, [OnnxProvider.Cpu]);

        Assert.Equal(0, engine.Cards);
        Assert.Empty(engine.PassedOver);
    }

    /// <summary>Two cards: the first of any size, with something before each of its runs, the second with so much room.</summary>
    private static Wav2LipPredictor Two(List<int>[] runs, int room, Action<int> onFirst) => new(
        (order, card) => new SmallCard(order[0], card == 0 ? 16 : room)
        {
            Running = batch =>
            {
                if (order[0] == OnnxProvider.Cuda)
                {
                    runs[card].Add(batch);
                    (card == 0 ? onFirst : static _ => { })(batch);
                }
            },
        },
        [OnnxProvider.Cuda, OnnxProvider.Cpu],
        static _ => 2,
        TimeProvider.System);

    private static void Hold(ManualResetEventSlim busy, ManualResetEventSlim free)
    {
        busy.Set();
        Assert.True(free.Wait(_patience, Token));
    }

    private static Wav2LipFace[] Faces(int from) => [.. Enumerable.Range(from, 16).Select(i => ModelShapeTests.MadeFace(96, i % 7))];

    private static Task PredictAsync(Wav2LipPredictor predictor, Wav2LipFace[] faces) =>
        Task.Run(() => predictor.Predict(faces, 0.5f, Token), Token);

    /// <summary>A clock that only the thread's own work moves.</summary>
    private sealed class TimeOfThread : TimeProvider
    {
        [ThreadStatic]
        private static long _now;

        public override long GetTimestamp() => _now;

        public void Pass(int milliseconds) => _now += milliseconds * TimestampFrequency / 1000;
    }
}
