using System.Diagnostics;
using HeyGem.Core.Onnx;

namespace HeyGem.Benchmarks.Wav2Lip;

/// <summary>The runtime alone: the same faces again and again, nothing read, drawn or written.</summary>
internal sealed class BareSession : IDisposable
{
    private readonly OnnxModel _model;
    private readonly OnnxRun _run;
    private readonly int _batch;

    /// <summary>Loads a graph whose batch axis is open.</summary>
    public BareSession(string graph, int batch, int threads)
    {
        _batch = batch;
        _model = OnnxModel.Load(graph, new OnnxOptions(threads));
        _run = _model.Bind([.. _model.Inputs.Select(Fixed)], [.. _model.Outputs.Select(Fixed)]);
        var random = new Random(1);
        foreach (var input in _model.Inputs)
        {
            foreach (ref var value in _run.Buffer<float>(input).Span)
            {
                value = (float)random.NextDouble();
            }
        }
    }

    /// <summary>Frames a second over so many frames.</summary>
    public double Measure(int frames)
    {
        _run.Run();
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < frames; done += _batch)
        {
            _run.Run();
        }

        return (frames + _batch - 1) / _batch * _batch / watch.Elapsed.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
    }

    private OnnxTensor Fixed(OnnxTensor tensor) => tensor with { Shape = [.. tensor.Shape.Select(n => n < 0 ? _batch : n)] };
}
