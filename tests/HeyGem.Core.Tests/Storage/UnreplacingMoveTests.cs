using HeyGem.Core.Storage;

namespace HeyGem.Core.Tests.Storage;

/// <summary>Whoever publishes under one name at one moment: no file is lost and none gets another's content.</summary>
public sealed class UnreplacingMoveTests : IDisposable
{
    private const int Publishers = 4;
    private const int Rounds = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-move-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_several_at_once_one_gets_the_name()
    {
        Race(UnreplacingMove.TryMove);
    }

    [Fact]
    public void The_way_over_a_second_name_gives_it_to_one_of_several_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows moves without replacing by itself.");
        Race(UnreplacingMove.TryLink);
    }

    [Fact]
    public void Results_published_under_one_name_at_once_all_stay_under_names_of_their_own()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var wanted = Path.Combine(_folder, $"clip-{round}.mp4");
            var names = Together(n =>
            {
                using var part = PartFile.Create(wanted);
                File.WriteAllText(part.Path, $"{n}");
                return (Number: n, Name: part.Publish());
            });

            Assert.Equal(Publishers, names.Select(p => p.Name).Distinct().Count());
            Assert.All(names, p => Assert.Equal($"{p.Number}", File.ReadAllText(p.Name)));
            Assert.Contains(wanted, names.Select(p => p.Name));
        }

        Assert.Equal(Rounds * Publishers, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_name_that_anything_has_is_left_as_it_is()
    {
        var file = Write("new.part", "new");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "folder")).FullName;
        var old = Write("old", "old");

        Assert.False(UnreplacingMove.TryMove(file, old));
        Assert.False(UnreplacingMove.TryMove(file, folder));
        if (!OperatingSystem.IsWindows())
        {
            var link = Path.Combine(_folder, "link");
            File.CreateSymbolicLink(link, Path.Combine(_folder, "nowhere"));
            Assert.False(UnreplacingMove.TryMove(file, link));
        }

        Assert.Equal(("new", "old"), (File.ReadAllText(file), File.ReadAllText(old)));
    }

    private void Race(Func<string, string, bool> move)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var to = Path.Combine(_folder, $"{round}");
            var from = Enumerable.Range(0, Publishers).Select(n => Write($"{round}-{n}.part", $"{n}")).ToList();

            var moved = Together(n => move(from[n], to));

            var winner = Assert.Single(Enumerable.Range(0, Publishers), n => moved[n]);
            Assert.Equal($"{winner}", File.ReadAllText(to));
            Assert.All(Enumerable.Range(0, Publishers).Where(n => n != winner), n => Assert.Equal($"{n}", File.ReadAllText(from[n])));
        }
    }

    /// <summary>Does the same on several threads that begin at one moment.</summary>
    private static List<T> Together<T>(Func<int, T> work)
    {
        using var start = new Barrier(Publishers);
        var results = new T[Publishers];
        var threads = Enumerable.Range(0, Publishers).Select(n => new Thread(() =>
        {
            start.SignalAndWait();
            results[n] = work(n);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return [.. results];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
