using System.Text.Json.Nodes;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Voice;

/// <summary>
/// The curve by the project's own network <c>voice-mouth</c> (models/training): mel features in, mouth shape and contacts out.
/// Runs on one CPU thread, some hundred times faster than the voice. Checked when it is made, and opened when it is first asked for: a
/// voice that was heard before does not need it. Holds the weights; the owner disposes it. Thread-safe.
/// </summary>
public sealed class TrainedMouthCurve : IMouthCurveModel, IDisposable
{
    private const string ModelName = "voice-mouth";
    private const int Channels = 6;
    private const int SilenceChannel = 5;
    private const int WindowColumns = 1024;
    private const float SilentBelowLoudDb = 38;

    // Column k of the network stands for 20 k + 5 ms; a curve's value k for 20 k ms.
    private const float ColumnLag = 0.25f;

    private readonly Lazy<Network> _network;
    private readonly Lazy<SoundClasses> _classes;
    private readonly int _reach;

    /// <summary>Reads the network that lies beside the program.</summary>
    /// <exception cref="Errors.HeyGemException"><c>weights.missing</c>, <c>weights.hash_mismatch</c>.</exception>
    public TrainedMouthCurve()
        : this(ShippedModel.Load(ModelName, ShippedModel.Folder))
    {
    }

    internal TrainedMouthCurve(ShippedModel file)
    {
        _network = new Lazy<Network>(() => new Network(file));
        _reach = (int)Math.Max((long)file.Entry["receptiveField"]!["columnsBack"]!, (long)file.Entry["receptiveField"]!["columnsAhead"]!);
        Name = $"{ModelName} {file.Sha256[..8]}";
        _classes = ClassesOf(file.Entry);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The sound classes that the network tells apart.</summary>
    public SoundClasses Classes => _classes.Value;

    /// <inheritdoc/>
    public Task<MouthCurve> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken) =>
        AnalyseAsync(samples16k, FrameSpill.InMemory, cancellationToken);

    /// <summary>The same with what grows with the voice in <paramref name="spill"/>.</summary>
    internal async Task<MouthCurve> AnalyseAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, FrameSpill spill, CancellationToken cancellationToken)
    {
        var frames = await VoiceFrames.ReadAsync(samples16k, spill, cancellationToken).ConfigureAwait(false);
        var curve = await Task.Run(() => Analyse(frames, cancellationToken), cancellationToken).ConfigureAwait(false);
        frames.Release();
        return curve;
    }

    /// <summary>How likely each sound class is at each moment of a voice: what words are aligned along.</summary>
    internal async Task<SpeechClasses> HearClassesAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, FrameSpill spill, CancellationToken cancellationToken)
    {
        var frames = await VoiceFrames.ReadAsync(samples16k, spill, cancellationToken).ConfigureAwait(false);
        var heard = new SpeechClasses(Classes.Names.Count);
        await Task.Run(() => Run(new VoiceFeatures(frames), WindowColumns, cancellationToken, classes: heard), cancellationToken)
            .ConfigureAwait(false);
        frames.Release();
        return heard;
    }

    /// <summary>How much speech there is in a short sound, in nats; see <see cref="SpeechEvidence.Nats"/>.</summary>
    internal double MeasureSpeech(ReadOnlySpan<float> samples16k, CancellationToken cancellationToken)
    {
        var frames = new VoiceFrames(FrameSpill.InMemory);
        frames.Append(samples16k);
        frames.Finish();
        var evidence = NewEvidence();
        Run(new VoiceFeatures(frames), WindowColumns, cancellationToken, evidence);
        evidence.Finish();
        frames.Release();
        return evidence.Nats;
    }

    /// <summary>Opens the network, for whoever wants to know at once whether it runs here.</summary>
    /// <exception cref="Errors.HeyGemException"><c>weights.unsupported</c>.</exception>
    public void Open() => _ = _network.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }
    }

    /// <summary>
    /// The network's first six outputs for every column: opening, width, rounding, and the logits of closed, labiodental and silent.
    /// The voice passes in windows that overlap by the network's reach, so the result is that of one run over the whole.
    /// </summary>
    internal float[][] Run(
        VoiceFeatures features, int windowColumns, CancellationToken cancellationToken, SpeechEvidence? evidence = null,
        SpeechClasses? classes = null)
    {
        var columns = features.Columns;
        var window = Math.Min(columns, Math.Max(windowColumns, (2 * _reach) + 1));
        var (network, mels, mouth) = (_network.Value, _network.Value.Features, _network.Value.Mouth);
        using var run = network.Model.Bind(
            [mels with { Shape = [1, VoiceFeatures.Rows, window] }],
            [mouth with { Shape = [1, mouth.Shape[1], window] }]);
        var input = run.Buffer<float>(mels);
        var output = run.Buffer<float>(mouth);
        var outputs = new float[Channels][];
        for (var c = 0; c < Channels; c++)
        {
            outputs[c] = new float[columns];
        }

        for (var done = 0; done < columns;)
        {
            // The last window ends with the voice, as the network pads there by itself.
            cancellationToken.ThrowIfCancellationRequested();
            var first = Math.Clamp(done - _reach, 0, columns - window);
            features.Write(first, window, input.Span);
            run.Run();
            var end = first + window == columns ? columns : first + window - _reach;
            for (var c = 0; c < Channels; c++)
            {
                output.Span.Slice((c * window) + done - first, end - done).CopyTo(outputs[c].AsSpan(done));
            }

            Hear(output.Span, window, (done - first, end - first), evidence, classes);

            done = end;
        }

        return outputs;
    }

    /// <summary>By itself, so that it does not keep the file's bytes, which the opened network has no more need of.</summary>
    private static Lazy<SoundClasses> ClassesOf(JsonObject entry) => new(() => new SoundClasses(
        [.. entry["outputs"]![0]!["channels"]!.AsArray().Where(channel => (string?)channel!["name"] == "classes")
            .SelectMany(channel => channel!["names"]!.AsArray()).Select(name => (string)name!)]));

    private SpeechEvidence NewEvidence() => new((int)_network.Value.Mouth.Shape[1] - Channels);

    private void Hear(
        ReadOnlySpan<float> output, int window, (int From, int To) columns, SpeechEvidence? evidence, SpeechClasses? classes)
    {
        if (evidence is null && classes is null)
        {
            return;
        }

        Span<float> logits = stackalloc float[(int)_network.Value.Mouth.Shape[1] - Channels];
        for (var k = columns.From; k < columns.To; k++)
        {
            for (var c = 0; c < logits.Length; c++)
            {
                logits[c] = output[((Channels + c) * window) + k];
            }

            classes?.Push(logits);
            evidence?.Push(logits, output[(SilenceChannel * window) + k] < 0);
        }
    }

    private static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-logit));

    private MouthCurve Analyse(VoiceFrames frames, CancellationToken cancellationToken)
    {
        var features = new VoiceFeatures(frames);
        var evidence = NewEvidence();
        var outputs = Run(features, WindowColumns, cancellationToken, evidence);
        var isSpeech = evidence.Finish();
        float[] Read(int channel, Func<float, float> shape)
        {
            var values = new float[features.Columns];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = shape(CurveSampler.Cubic(outputs[channel], Math.Max(0, k - ColumnLag)));
            }

            return values;
        }

        var silence = Read(SilenceChannel, Sigmoid);
        for (var k = 0; k < silence.Length; k++)
        {
            var loudest = Math.Max(frames.MeanSquares[2 * k], frames.MeanSquares[(2 * k) + 1]);
            silence[k] = VoiceLevel.Db(loudest) < features.Level.LoudDb - SilentBelowLoudDb || !isSpeech[k] ? 1 : silence[k];
        }

        return new MouthCurve
        {
            Opening = Read(0, v => Math.Clamp(v, 0, 1)),
            Width = Read(1, v => Math.Clamp(v, -1, 1)),
            Rounding = Read(2, v => Math.Clamp(v, 0, 1)),
            Closure = Read(3, Sigmoid),
            Labiodental = Read(4, Sigmoid),
            Silence = silence,
        };
    }

    /// <summary>The opened network.</summary>
    private sealed class Network : IDisposable
    {
        public Network(ShippedModel file)
        {
            Model = OnnxModel.Load(file.Bytes, file.Path, new OnnxOptions(Threads: 1));
            try
            {
                Features = Model.Input(1, VoiceFeatures.Rows, -1);
                Mouth = Model.Output(1, -1, -1);
            }
            catch
            {
                Model.Dispose();
                throw;
            }
        }

        public OnnxModel Model { get; }

        public OnnxTensor Features { get; }

        public OnnxTensor Mouth { get; }

        public void Dispose() => Model.Dispose();
    }
}
