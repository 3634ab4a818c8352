using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HeyGem.Testing;

namespace HeyGem.Architecture.Tests;

public sealed partial class HouseTests
{
    private static readonly string[] _product = ["core", "bridge"];
    private static readonly string[] _sources = ["core", "bridge", "panel", "models", "tests", "manifest"];

    [Fact]
    public void Files_stay_small()
    {
        var large = _sources
            .SelectMany(f => SourceTree.Files(f, ".cs", ".ts", ".svelte", ".py"))
            .Where(f => !f.EndsWith(".d.ts", StringComparison.Ordinal))
            .Select(f => (Name: SourceTree.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > Cap(f.Name))
            .Select(f => $"{f.Name}: {f.Lines} lines, cap {Cap(f.Name)}");

        Assert.Empty(large);
    }

    [Fact]
    public void Lines_stay_readable()
    {
        const int Cap = 140;
        var tooLong = _sources
            .SelectMany(f => SourceTree.Files(f, ".cs"))
            .SelectMany(f => File.ReadLines(f).Select((text, i) => (Place: $"{SourceTree.Relative(f)}:{i + 1}", text.Length)))
            .Where(line => line.Length > Cap)
            .Select(line => $"{line.Place}: {line.Length} characters, cap {Cap}");

        Assert.Empty(tooLong);
    }

    /// <summary>The build holds all other style; the formatter, which would hold this, takes minutes to load.</summary>
    [Fact]
    public void Usings_stand_in_order()
    {
        var unordered = _sources
            .SelectMany(f => SourceTree.Files(f, ".cs"))
            .Where(f => !IsOrdered([.. File.ReadLines(f).TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
                .Select(line => PlainUsing().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)]))
            .Select(SourceTree.Relative);

        Assert.Empty(unordered);
    }

    private static bool IsOrdered(string[] names) => names.SequenceEqual(names
        .OrderBy(name => name is not "System" && !name.StartsWith("System.", StringComparison.Ordinal))
        .ThenBy(name => name, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Folders_stay_small()
    {
        const int Cap = 20;
        var large = _product
            .SelectMany(f => SourceTree.Files(f, ".cs"))
            .GroupBy(f => SourceTree.Relative(Path.GetDirectoryName(f)!))
            .Where(folder => folder.Count() > Cap)
            .Select(folder => $"{folder.Key}: {folder.Count()} files, cap {Cap}");

        Assert.Empty(large);
    }

    [Fact]
    public void Nothing_is_called_by_an_empty_name()
    {
        var vague = _sources
            .SelectMany(f => SourceTree.Files(f, ".cs", ".ts"))
            .Select(SourceTree.Relative)
            .Where(f => EmptyName().IsMatch(f));

        Assert.Empty(vague);
    }

    [Fact]
    public void One_file_names_the_system_s_process_class()
    {
        // The compiler holds the ban; this holds that nobody lifts it.
        var banned = File.ReadAllText(Path.Combine(TestFolders.Repository, "BannedSymbols.Product.txt"));
        var naming = _product.Append("models")
            .SelectMany(f => SourceTree.Files(f, ".cs", ".csproj"))
            .Where(f => NativeProcessName().IsMatch(File.ReadAllText(f)))
            .Select(SourceTree.Relative);

        Assert.Equal(["core/Ffmpeg/Run/NativeProcess.cs"], naming);
        Assert.Contains("T:System.Diagnostics.Process;", banned, StringComparison.Ordinal);
        Assert.Contains("T:System.Diagnostics.ProcessStartInfo;", banned, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_messages_stand_in_one_class()
    {
        // Their generator puts classes in another order at each build: with two of them, two releases of one commit differ.
        var files = _product.SelectMany(f => SourceTree.Files(f, ".cs"))
            .Where(f => File.ReadAllText(f).Contains("[LoggerMessage", StringComparison.Ordinal))
            .Select(SourceTree.Relative);

        Assert.Equal(["bridge/BridgeLog.cs"], files);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(TestFolders.Repository, "HeyGem.Bridge.sln")).Replace('\\', '/');
        var missing = _sources
            .SelectMany(f => SourceTree.Files(f, ".csproj"))
            .Select(SourceTree.Relative)
            .Where(p => !solution.Contains(p, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    /// <summary>A system whose runtime is not to be had here is still ready for a machine that has it.</summary>
    [Theory]
    [InlineData("bridge", "HeyGem.Bridge")]
    [InlineData("core", "HeyGem.Core")]
    public void Each_systems_lock_asks_for_what_the_project_asks_for(string folder, string project)
    {
        var asked = Direct(Path.Combine(TestFolders.Repository, folder, "packages.linux.lock.json"));
        var locks = Directory.GetFiles(Path.Combine(TestFolders.Repository, "deploy", "locks"), $"{project}.*.lock.json");

        Assert.Equal(7, locks.Length);
        Assert.All(locks, file => Assert.Equal(asked, Direct(file)));
    }

    /// <summary>ONNX Runtime differs by system.</summary>
    private static string[] Direct(string lockFile) =>
    [
        .. JsonNode.Parse(File.ReadAllText(lockFile))!["dependencies"]!["net10.0"]!.AsObject()
            .Where(package => (string?)package.Value!["type"] == "Direct")
            .Where(package => !package.Key.StartsWith("Microsoft.ML.", StringComparison.Ordinal))
            .Select(package => $"{package.Key} {package.Value!["resolved"]}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("heygem")]
    [InlineData("heygem.cmd")]
    public void A_launcher_builds_again_when_any_source_changed(string launcher)
    {
        var text = File.ReadAllText(Path.Combine(TestFolders.Repository, launcher)).Replace('\\', '/');
        string[] others = ["Directory", "global", "node_modules", "package-lock.json", "models/convert", "HEYGEM_DATA"];
        var watched = _sources.Except(["tests"]).Concat(others);

        Assert.All(watched, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_names_somebodys_machine()
    {
        // Tests name such paths on purpose, as paths that must be refused.
        var machinePaths = _sources.Except(["tests"]).Append("docs")
            .SelectMany(f => SourceTree.Files(f, ".cs", ".ts", ".json", ".md", ".csproj", ".props", ".py", ".sh", ".html"))
            .Where(f => MachinePath().IsMatch(File.ReadAllText(f)))
            .Select(SourceTree.Relative);

        Assert.Empty(machinePaths);
    }

    /// <summary>Pages and several commands tell them; each command adds what its own options can do.</summary>
    [Fact]
    public void What_the_engine_says_of_a_render_names_no_option()
    {
        var naming = ((string[])["core/Render", "core/Ffmpeg/Probe", "core/Faces", "core/Voice", "core/Dubbing"])
            .SelectMany(f => SourceTree.Files(f, ".cs"))
            .SelectMany(f => File.ReadLines(f)
                .Where(line => NamedOption().IsMatch(line)).Select(line => $"{SourceTree.Relative(f)}: {line}"));

        Assert.Empty(naming);
    }

    private static int Cap(string file) =>
        file.StartsWith("tests/", StringComparison.Ordinal) ? 500 : file.EndsWith(".cs", StringComparison.Ordinal) ? 400 : 300;

    [GeneratedRegex("(^|/)(Services|Helpers?|Utils?|Utilities|Common|[A-Za-z]*Manager)(/|\\.)", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyName();

    [GeneratedRegex("RS0030|ProcessStartInfo|Diagnostics\\.Process\\b|\\bProcess\\.(Start|Get)")]
    private static partial Regex NativeProcessName();

    [GeneratedRegex("\"[^\"]*--[a-z]")]
    private static partial Regex NamedOption();

    [GeneratedRegex(@"^using ([\w.]+);$")]
    private static partial Regex PlainUsing();

    [GeneratedRegex("[\"' (=](/root/|/work/|/home/[a-z]+/|C:\\\\Users\\\\)")]
    private static partial Regex MachinePath();
}
