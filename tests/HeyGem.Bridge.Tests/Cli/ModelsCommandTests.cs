using System.Security.Cryptography;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class ModelsCommandTests(CliFixture cli)
{
    [Fact]
    public async Task The_list_names_each_model_with_its_licence_and_address()
    {
        var run = await cli.HeyGemAsync("models", "list");

        Assert.Equal(0, run.ExitCode);
        foreach (var word in (string[])["wav2lip-gan", "wav2lip-256", "gfpgan-1.4", "non-commercial", "--accept-licence", "https://"])
        {
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_model_that_the_catalogue_does_not_have_is_a_bad_argument()
    {
        var run = await cli.HeyGemAsync("models", "install", "no-such-model");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("wav2lip-gan", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "gone.onnx", "weights.missing")]
    [InlineData("--window-offset", "6", "argument.invalid")]
    [InlineData("--provider", "abacus", "argument.invalid")]
    [InlineData("--enhancer-share", "2", "argument.invalid")]
    public async Task Words_that_wav2lip_does_not_know_are_coded(string option, string value, string code)
    {
        var run = await cli.HeyGemAsync("render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--engine", "wav2lip", option,
            value, "--out", cli.PathOf("none"), "--json");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(code, Assert.Single(run.Events("failed")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_runtime_that_an_older_version_downloaded_is_ignored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs symbolic links.");
        var data = cli.PathOf("old-data");
        var downloaded = Directory.CreateDirectory(Path.Combine(data, "models", "cuda")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(data, "models", "face"), Path.Combine(DataFolder.Current().Models, "face"));
        var other = Directory.GetFiles(AppContext.BaseDirectory, "libonnxruntime_providers_shared.*", SearchOption.AllDirectories).First();
        File.Copy(other, Path.Combine(downloaded, "libonnxruntime.so"));
        File.Copy(other, Path.Combine(downloaded, "libonnxruntime_providers_cuda.so"));

        var run = await cli.HeyGemInAsync(data, "doctor");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("CPUExecutionProvider", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_CUDA_provider_is_no_model_to_install()
    {
        var run = await cli.HeyGemAsync("models", "install", "cuda");

        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task The_doctor_says_why_no_graphics_card_is_used()
    {
        var run = await cli.HeyGemAsync("doctor");

        Assert.Contains("graphics", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_the_code_of_a_model_that_is_whole_and_cannot_be_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sets the data folder by a program of Unix.");
        var data = new DataFolder(cli.PathOf("odd-data"));
        var (from, folder) = (FaceModelFiles.In(DataFolder.Current()).Folder, FaceModelFiles.In(data).Folder);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var (odd, sums) = (Path.Combine(folder, FaceModelFiles.TrunkFile), Path.Combine(folder, FaceModelFiles.SumsFile));
        await File.WriteAllTextAsync(odd, "no model", TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            sums,
            File.ReadLines(sums).ToList().Select(line => line.EndsWith(FaceModelFiles.TrunkFile, StringComparison.Ordinal)
                ? $"{Convert.ToHexStringLower(SHA256.HashData("no model"u8))}  {FaceModelFiles.TrunkFile}" : line),
            TestContext.Current.CancellationToken);

        var run = await cli.HeyGemInAsync(data.Root, "doctor");

        Assert.Contains("[weights.unsupported]", run.Output, StringComparison.Ordinal);
    }
}
