namespace HeyGem.Core.Onnx;

/// <summary>How a model is run.</summary>
/// <param name="Threads">CPU threads one run may use, at least 1. Always set, so that two stages side by side do not fight for every
/// core.</param>
public sealed record OnnxOptions(int Threads = 1)
{
    /// <summary>
    /// Providers to try, best first. One that cannot run the model is passed over, and <see cref="OnnxModel.Attempts"/> says why.
    /// </summary>
    public IReadOnlyList<OnnxProvider> Providers { get; init; } = [OnnxProvider.Cpu];

    /// <summary>The graphics card that runs it, by its number from 0 as the provider counts; the processor has no number.</summary>
    public int Card { get; init; }

    /// <summary>
    /// Whether weights may lie in files beside the graph. Off, a graph with such weights is refused: what a user installs as one file is
    /// checked by one sum. An engine that sets it names all of its files in its report.
    /// </summary>
    public bool ExternalWeights { get; init; }
}
