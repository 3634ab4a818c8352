namespace HeyGem.Core.Onnx;

/// <summary>What runs a model: an execution provider of ONNX Runtime.</summary>
public enum OnnxProvider
{
    /// <summary>The processor; always there.</summary>
    Cpu,

    /// <summary>NVIDIA's CUDA; comes with the program on x64 Linux and Windows, its driver and libraries from NVIDIA.</summary>
    Cuda,

    /// <summary>NVIDIA's TensorRT; likewise.</summary>
    TensorRt,

    /// <summary>DirectML on Windows, where the runtime has it.</summary>
    DirectMl,

    /// <summary>Core ML on macOS, where the runtime has it.</summary>
    CoreMl,
}
