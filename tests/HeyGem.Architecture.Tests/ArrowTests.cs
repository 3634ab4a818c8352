using System.Text.RegularExpressions;
using HeyGem.Testing;

namespace HeyGem.Architecture.Tests;

/// <summary>
/// Who may name whom: the arrows of docs/architecture.md between the top folders, and no circle between folders at any level.
/// </summary>
public sealed partial class ArrowTests
{
    // Frames, Timing and Errors are open to all of core.
    private static readonly string[] _open = ["Frames", "Timing", "Errors"];

    private static readonly Dictionary<string, string[]> _core = new()
    {
        ["Frames"] = [],
        ["Timing"] = [],
        ["Errors"] = [],
        ["Storage"] = [],
        ["Ffmpeg"] = ["Storage"],
        ["Onnx"] = ["Weights"],
        ["Weights"] = ["Storage"],
        ["Voice"] = ["Onnx", "Weights"],
        ["Faces"] = ["Onnx", "Weights"],
        ["Composite"] = [],
        ["Engines"] = ["Onnx", "Weights", "Faces", "Voice", "Composite"],
        ["Render"] =
        [
            "Captions", "Storage", "Ffmpeg", "Faces", "Voice", "Engines", "Composite", "Onnx", "Speech", "Weights", "Timelines",
        ],
        ["Timelines"] = ["Storage"],
        ["Captions"] = ["Storage"],
        ["Speech"] = ["Ffmpeg", "Onnx", "Storage"],
        ["Dubbing"] = ["Captions", "Ffmpeg", "Speech", "Storage", "Voice"],
        ["Queue"] = ["Storage", "Faces", "Render"],
        ["Farm"] = ["Storage", "Queue", "Render"],
        ["Watching"] = ["Render", "Speech", "Storage"],
    };

    private static readonly Dictionary<string, string[]> _bridge = new()
    {
        ["Settings"] = [],
        ["Errors"] = [],
        ["Auth"] = ["Errors", "Settings"],
        ["Backend"] = ["Errors", "Settings"],
        ["Retention"] = ["Settings"],
        ["Farm"] = ["Auth", "Errors", "Http", "Settings"],
        ["Desktop"] = [],
        ["Http"] = ["Auth", "Backend", "Desktop", "Errors", "Settings"],
        ["Host"] = ["Auth", "Backend", "Errors", "Farm", "Http", "Retention", "Settings"],
        ["Cli"] = ["Backend", "Desktop", "Errors", "Farm", "Host", "Http", "Retention", "Settings"],
    };

    [Theory]
    [InlineData("core", "HeyGem.Core")]
    [InlineData("bridge", "HeyGem.Bridge")]
    public void Folders_name_only_what_the_design_lets_them(string root, string name)
    {
        var (allowed, open) = root == "core" ? (_core, _open) : (_bridge, []);
        var wrong = Names(root, name)
            .Where(n => n.From.Length > name.Length)
            .Select(n => (n.File, From: Top(n.From, name), To: Top(n.To, name)))
            .Where(n => n.From != n.To && !open.Contains(n.To))
            .Where(n => !allowed.TryGetValue(n.From, out var may) || !may.Contains(n.To))
            .Select(n => $"{n.File}: {n.From} may not name {n.To}");

        Assert.Empty(wrong.Distinct());
    }

    [Theory]
    [InlineData("core", "HeyGem.Core")]
    [InlineData("bridge", "HeyGem.Bridge")]
    public void No_folders_name_each_other_in_a_circle(string root, string name) =>
        Assert.Empty(Circle(Names(root, name).Select(n => (n.From, n.To))));

    [Fact]
    public void A_circle_of_three_is_found() =>
        Assert.Equal(["a", "b", "c"], Circle([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]).Order());

    [Fact]
    public void Core_and_bridge_open_their_internals_to_tests_only()
    {
        var opened = SourceTree.Files("core", ".csproj").Concat(SourceTree.Files("bridge", ".csproj"))
            .SelectMany(f => FriendName().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(opened);
        Assert.All(opened, name => Assert.True(
            Directory.Exists(Path.Combine(TestFolders.Repository, "tests", name)), $"{name} is no test project."));
    }

    [Fact]
    public void Core_does_not_know_the_web()
    {
        var wrong = SourceTree.Files("core", ".cs", ".csproj")
            .Where(f => File.ReadAllText(f).Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
                || File.ReadAllText(f).Contains("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal));

        Assert.Empty(wrong.Select(SourceTree.Relative));
    }

    private static string Top(string ns, string name) => ns[(name.Length + 1)..].Split('.')[0];

    /// <summary>Every name of one namespace of a project in a file of another.</summary>
    private static List<(string File, string From, string To)> Names(string root, string name)
    {
        var sources = SourceTree.Files(root, ".cs")
            .Select(f => (File: SourceTree.Relative(f), Text: File.ReadAllText(f)))
            .Select(f => (f.File, f.Text, Own: OwnName().Match(f.Text).Groups[1].Value))
            .Where(f => f.Own.Length > 0)
            .ToList();
        var known = sources.Select(s => s.Own).ToHashSet();
        return [.. sources.SelectMany(s => NamedSpace().Matches(s.Text)
            .Select(m => Longest(m.Value, known))
            .Where(to => to.StartsWith(name + ".", StringComparison.Ordinal) && to != s.Own)
            .Select(to => (s.File, s.Own, to)))];
    }

    /// <summary>The namespace that a dotted name begins with.</summary>
    private static string Longest(string dotted, HashSet<string> known)
    {
        while (!known.Contains(dotted) && dotted.LastIndexOf('.') is > 0 and var dot)
        {
            dotted = dotted[..dot];
        }

        return dotted;
    }

    /// <summary>
    /// The members of some circle among the arrows, or none: what is left when every node without an arrow out, then in, is taken away.
    /// </summary>
    private static string[] Circle(IEnumerable<(string From, string To)> arrows)
    {
        var left = arrows.Where(a => a.From != a.To).Distinct().ToList();
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            left = [.. left.Where(a => left.Any(b => b.From == a.To) && left.Any(b => b.To == a.From))];
        }

        return [.. left.Select(a => a.From).Distinct()];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex OwnName();

    [GeneratedRegex(@"(?<![\w.])HeyGem\.(?:Core|Bridge)(?:\.\w+)+")]
    private static partial Regex NamedSpace();

    [GeneratedRegex("InternalsVisibleTo Include=\"([\\w.]+)\"")]
    private static partial Regex FriendName();
}
