using System.Globalization;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Floor;

/// <summary>What <c>floor</c> compares.</summary>
internal sealed record FloorOptions
{
    public required string Clip { get; init; }

    public required string Voice { get; init; }

    /// <summary>Launchers or <c>HeyGem.Bridge.dll</c> files; two of them are compared in turn.</summary>
    public required IReadOnlyList<string> Programs { get; init; }

    public required IReadOnlyList<FloorRow> Rows { get; init; }

    /// <summary>How often each is run; medians are printed.</summary>
    public int Turns { get; init; } = 5;

    /// <summary>Length of made clips, or null for the clip's own.</summary>
    public double? Seconds { get; init; }

    /// <summary>Reads <c>CLIP VOICE [--program PATH]... [--row NAME]... [--turns N] [--seconds S]</c>.</summary>
    public static FloorOptions Parse(string clip, string voice, IReadOnlyList<string> more)
    {
        List<string> programs = [];
        List<FloorRow> rows = [];
        var options = new FloorOptions { Clip = Path.GetFullPath(clip), Voice = Path.GetFullPath(voice), Programs = programs, Rows = rows };
        for (var i = 0; i < more.Count; i += 2)
        {
            var value = i + 1 < more.Count ? more[i + 1] : throw new ArgumentException($"{more[i]} has no value.");
            switch (more[i])
            {
                case "--program":
                    programs.Add(Path.GetFullPath(value));
                    break;
                case "--row":
                    rows.Add(FloorRow.Parse(value));
                    break;
                case "--turns":
                    options = options with { Turns = int.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                case "--seconds":
                    options = options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                default:
                    throw new ArgumentException($"{more[i]} is no option of floor.");
            }
        }

        if (programs.Count == 0)
        {
            programs.Add(Path.Combine(TestFolders.Repository, "heygem"));
        }

        if (rows.Count == 0)
        {
            rows.Add(FloorRow.Parse("own-h264"));
        }

        return options;
    }
}
