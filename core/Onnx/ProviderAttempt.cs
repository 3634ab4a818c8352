namespace HeyGem.Core.Onnx;

/// <summary>One provider that was tried for a model.</summary>
/// <param name="Provider">Which one.</param>
/// <param name="Reason">Why it does not run the model, a sentence; null for the one that does.</param>
public sealed record ProviderAttempt(OnnxProvider Provider, string? Reason)
{
    /// <summary>The provider in ONNX Runtime's words, such as <c>CPUExecutionProvider</c>.</summary>
    public string Name => ProviderSearch.NameOf(Provider);
}
