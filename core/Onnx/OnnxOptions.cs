namespace HeyGem.Core.Onnx;

/// <summary>How a model is run.</summary>
/// <param name="Threads">CPU threads one run may use, at least 1. Always set, so that two stages side by side do not fight for every core.</param>
/// <param name="Cuda">
/// Whether to try NVIDIA's provider first. Where its libraries are absent the model runs on the CPU, and
/// <see cref="OnnxModel.Provider"/> says so.
/// </param>
public sealed record OnnxOptions(int Threads = 1, bool Cuda = false);
