namespace HeyGem.Core.Tests.Engines.Wav2Lip;

/// <summary>A folder for test models that is gone afterwards.</summary>
internal sealed class GraphFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("heygem 模型 ").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
