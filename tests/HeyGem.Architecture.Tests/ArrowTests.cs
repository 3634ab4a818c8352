using System.Text.RegularExpressions;

namespace HeyGem.Architecture.Tests;

public sealed partial class ArrowTests
{
    // Which core folders a core folder may name. Frames, Timing and Errors are open to all.
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Frames"] = [],
        ["Timing"] = [],
        ["Errors"] = [],
        ["Processes"] = [],
        ["Ffmpeg"] = ["Processes"],
        ["Decode"] = ["Ffmpeg", "Processes"],
        ["Encode"] = ["Ffmpeg", "Processes", "Decode"],
        ["Onnx"] = ["Weights"],
        ["Weights"] = [],
        ["Voice"] = ["Onnx", "Weights"],
        ["Faces"] = ["Onnx", "Weights"],
        ["Composite"] = [],
        ["Mouth"] = ["Onnx", "Weights", "Faces", "Voice", "Composite"],
        ["Render"] = ["Ffmpeg", "Decode", "Faces", "Voice", "Mouth", "Composite", "Encode", "Onnx", "Weights"],
        ["Jobs"] = ["Render"],
    };

    [Fact]
    public void Stages_name_only_what_the_design_lets_them()
    {
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("core", ".cs"))
        {
            var relative = SourceTree.Relative(file);
            var folder = relative.Split('/')[1];
            if (!_allowed.TryGetValue(folder, out var allowed))
            {
                wrong.Add($"{relative}: core/{folder} is not a folder of the design");
                continue;
            }

            foreach (Match match in CoreName().Matches(File.ReadAllText(file)))
            {
                var named = match.Groups[1].Value;
                if (named != folder && !allowed.Contains(named) && named is not ("Frames" or "Timing" or "Errors"))
                {
                    wrong.Add($"{relative} names {named}");
                }
            }
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Core_does_not_know_the_web()
    {
        var wrong = SourceTree.Files("core", ".cs", ".csproj")
            .Where(f => File.ReadAllText(f).Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
                || File.ReadAllText(f).Contains("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal));

        Assert.Empty(wrong.Select(SourceTree.Relative));
    }

    [GeneratedRegex(@"(?:using(?: static)? |[^\w.])HeyGem\.Core\.(\w+)")]
    private static partial Regex CoreName();
}
