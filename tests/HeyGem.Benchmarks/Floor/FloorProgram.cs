using System.Text.Json.Nodes;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;

namespace HeyGem.Benchmarks.Floor;

/// <summary>A published program with a data folder of its own, and what it took.</summary>
/// <param name="path">A launcher or a <c>HeyGem.Bridge.dll</c>.</param>
/// <param name="folder">Where its data and results are; exists, and is removed by the caller.</param>
internal sealed class FloorProgram(string path, string folder)
{
    private readonly string _data = Path.Combine(folder, "data");

    public List<FloorRun> Cold { get; } = [];

    public List<FloorRun> Warm { get; } = [];

    /// <summary>Seconds of each stage as the report tells them, a list of turns each; of warm renders.</summary>
    public Dictionary<string, List<double>> Stages { get; } = [];

    /// <summary>The digest of the last result's coded pictures: of two builds that draw the same it is the same.</summary>
    public string Pictures { get; private set; } = string.Empty;

    public void Forget()
    {
        Cold.Clear();
        Warm.Clear();
        Stages.Clear();
    }

    /// <summary>Renders once with nothing known of clip and voice, and once with all known.</summary>
    public async Task RunAsync(
        FfmpegTools ffmpeg, OutputFormat result, (string Clip, string Voice) media, CancellationToken cancellationToken)
    {
        ForgetMedia();
        var (cold, _) = await RenderAsync(result, media, cancellationToken);
        Cold.Add(cold.Run);
        File.Delete(cold.Output);
        var (warm, stages) = await RenderAsync(result, media, cancellationToken);
        Warm.Add(warm.Run);
        foreach (var (name, seconds) in stages)
        {
            Stages.TryAdd(name, []);
            Stages[name].Add((double)seconds!);
        }

        Pictures = await FfmpegOutput.ReadTextAsync(
            ffmpeg.FfmpegPath, ["-v", "error", "-i", warm.Output, "-map", "0:v:0", "-c", "copy", "-f", "md5", "-"], cancellationToken);
        File.Delete(warm.Output);
    }

    /// <summary>Removes what was learned of clips and voices; what was learned of ffmpeg stays, as on a machine in use.</summary>
    private void ForgetMedia()
    {
        var data = new DataFolder(_data);
        if (!Directory.Exists(data.Models))
        {
            Directory.CreateDirectory(_data);
            Directory.CreateSymbolicLink(data.Models, DataFolder.Current().Models);
        }

        foreach (var file in Directory.Exists(data.Cache) ? Directory.GetFiles(data.Cache) : [])
        {
            if (Path.GetExtension(file) != ".ffmpeg")
            {
                File.Delete(file);
            }
        }
    }

    private async Task<((FloorRun Run, string Output) Done, JsonObject Stages)> RenderAsync(
        OutputFormat result, (string Clip, string Voice) media, CancellationToken cancellationToken)
    {
        string[] start = path.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", path] : [path];
        string[] arguments =
        [
            $"{DataFolder.Variable}={_data}", "DOTNET_GCgen0size=0x1000000", .. start, "render", media.Clip, "--audio", media.Voice,
            "--out", folder, "--format", result == OutputFormat.ProRes ? "prores" : "h264", "--json",
        ];
        var last = string.Empty;
        var run = await FloorRun.OfAsync("/usr/bin/env", arguments, line => last = line, cancellationToken);
        var completed = JsonNode.Parse(last)!;
        return ((run, completed["output"]!.GetValue<string>()), completed["report"]!["seconds"]!.AsObject());
    }
}
