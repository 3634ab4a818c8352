using System.Globalization;
using System.Runtime.InteropServices;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Dialogue;

/// <summary>
/// Two real people in one picture who speak in turn with their own sounds: how much of what is spoken goes to the face that speaks it.
/// The mouths move all through, also of who is not heard. Run by name; decision 0033 has the figures and the bar, which is .95.
/// </summary>
public sealed class MadeDialogueTests(MediaFixture media, SpeakersTests.Loaded loaded, ITestOutputHelper output)
    : IClassFixture<SpeakersTests.Loaded>
{
    private const int Side = 640;
    private const int Fps = 25;
    private const int RateHz = 16000;

    // One recording has one delay between picture and sound; these files have their own, which are taken out.
    private static readonly Person _bust = new("talk-bust-700x700-30.mp4") { LateMs = 60 };
    private static readonly Person _seated = new("talk-seated-1080x1920-25.mp4");

    private static readonly Pair[] _pairs =
    [
        new("both recorded, bust first", _bust, _seated, 6, [1.6, 3.1, 4.6], FirstIsLeft: true),
        new("both recorded, seated first", _seated, _bust, 6, [1.2, 2.6, 4.8], FirstIsLeft: true),
        new("bust beside somebody muted", _bust, new("silent-suit-720x1080-25.mp4"), 6, [2, 3.2], FirstIsLeft: true) { Muted = true },
        new("seated beside somebody muted", new("silent-room-1280x720-30.mp4"), _seated, 9, [2.5, 4], FirstIsLeft: false)
        {
            Muted = true,
        },
        new("bust and a rendered suit", _bust, new("silent-suit-720x1080-25.mp4", "speech-zh-a-16k.wav"), 6, [1.7, 3.3, 4.4], true),
        new("seated and a rendered bust", new("silent-bust-720x974-30.mp4", "speech-en-a-16k.wav"), _seated, 4, [1.5, 2.8], true),
        new("seated and a rendered room", _seated, new("silent-room-1280x720-30.mp4", "speech-zh-b-16k.wav"), 9, [2, 4.5, 6, 7.2],
            true),
        new("bust and a rendered room", new("silent-room-1280x720-30.mp4", "speech-zh-news-48k.wav"), _bust, 6, [1, 3.4, 4.7], false),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task What_is_spoken_moves_the_face_that_speaks_it()
    {
        Assert.SkipWhen(TestFolders.SharedMedia is null, "../shared/media is not there");
        var (found, driven) = (new Tally(), new Tally());
        foreach (var pair in _pairs)
        {
            var (clip, spoken) = await MakeAsync(pair);
            var spec = new RenderSpec
            {
                ClipPath = clip,
                VoicePath = clip,
                Speakers = new Speakers([new Speaker(clip)]),
                OutputFolder = media.PathOf("dialogues"),
                Format = OutputFormat.H264,
            };
            var proposal = await new SpeakerFinder(loaded.Tools).FindAsync(spec, null, Token);
            var result = await new RenderPipeline(loaded.Tools).RunAsync(spec, null, Token);
            var proposed = new Tally(spoken, proposal.Faces.SelectMany(f => f.Turns.Select(t => (SideOf(f.Place), t.Start, t.End))));
            var rendered = new Tally(
                spoken, result.Report.Speakers.SelectMany(s => s.Ranges.Select(r => (SideOf(s.Face!), r.Start, r.End))));
            output.WriteLine($"{pair.Name}: proposed {proposed}; driven {rendered}");
            (found, driven) = (found + proposed, driven + rendered);
        }

        output.WriteLine($"all: proposed {found}; driven {driven}");
        Assert.InRange(found.Right, 0.87 * found.Spoken, found.Spoken);
        Assert.InRange(driven.Right, 0.87 * driven.Spoken, driven.Spoken);
    }

    private static int SideOf(string place) =>
        float.Parse(place.Split(',')[0], CultureInfo.InvariantCulture) < Side ? 0 : 1;

    /// <summary>The clip, and for each of its frames the side that is heard, or -1.</summary>
    private async Task<(string Clip, int[] Spoken)> MakeAsync(Pair pair)
    {
        var name = pair.Name.Replace(' ', '-');
        string[] people = [await PersonAsync(pair.Left), await PersonAsync(pair.Right)];
        var whole = pair.Muted ? (pair.FirstIsLeft ? 0 : 1) : -1;
        float[][] sounds = [await SoundAsync(pair.Left, pair.Seconds), await SoundAsync(pair.Right, pair.Seconds)];
        var mix = new float[(int)(pair.Seconds * RateHz)];
        var spoken = Enumerable.Repeat(-1, (int)(pair.Seconds * Fps)).ToArray();
        double[] edges = [0, .. pair.Turns, pair.Seconds];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            // Beside somebody muted there is nobody to answer: every other turn is silence.
            var side = pair.FirstIsLeft == (i % 2 == 0) ? 0 : 1;
            if (whole >= 0 && side != whole)
            {
                continue;
            }

            var (from, to) = ((int)(edges[i] * RateHz), (int)(edges[i + 1] * RateHz));
            sounds[side].AsSpan(from..Math.Min(to, sounds[side].Length)).CopyTo(mix.AsSpan(from));
            foreach (var frame in Heard(sounds[side], (int)Math.Round(edges[i] * Fps), (int)Math.Round(edges[i + 1] * Fps)))
            {
                spoken[frame] = side;
            }
        }

        var sound = media.PathOf($"{name}.f32");
        await File.WriteAllBytesAsync(sound, MemoryMarshal.AsBytes<float>(mix).ToArray(), Token);
        var square = FormattableString.Invariant(
            $"fps={Fps},scale={Side}:{Side}:force_original_aspect_ratio=increase,crop={Side}:{Side}:(iw-ow)/2:(ih-oh)/5");
        var clip = await media.MakeAsync(
            $"{name}.mp4", "-i", people[0], "-i", people[1], "-f", "f32le", "-ar", $"{RateHz}", "-ac", "1", "-i", sound,
            "-filter_complex", $"[0:v]{square}[a];[1:v]{square}[b];[a][b]hstack[v]", "-map", "[v]", "-map", "2:a",
            "-t", pair.Seconds.ToString(CultureInfo.InvariantCulture), "-c:v", "libx264", "-preset", "fast", "-crf", "14",
            "-metadata", $"title={Guid.NewGuid()}");
        return (clip, spoken);
    }

    /// <summary>Frames in which a sound is heard, short pauses among them.</summary>
    private static IEnumerable<int> Heard(float[] sound, int from, int to)
    {
        double Level(int frame) =>
            Math.Sqrt(sound.Skip(frame * RateHz / Fps).Take(RateHz / Fps).Select(s => (double)s * s).DefaultIfEmpty().Average());
        var levels = Enumerable.Range(0, to).Select(Level).ToArray();
        var loud = Enumerable.Range(0, sound.Length * Fps / RateHz).Select(Level).Order().ToArray();
        var limit = 0.1 * loud[loud.Length * 9 / 10];
        var near = Fps / 5;
        return Enumerable.Range(from, to - from).Where(n => levels[n] > limit
            || (Enumerable.Range(Math.Max(from, n - near), Math.Min(near, n - from)).Any(k => levels[k] > limit)
                && Enumerable.Range(n + 1, Math.Min(near, to - n - 1)).Any(k => levels[k] > limit)));
    }

    /// <summary>The picture of a person: as recorded, or with a mouth that was rendered to a recorded voice.</summary>
    private async Task<string> PersonAsync(Person person)
    {
        var clip = Path.Combine(TestFolders.SharedMedia!, person.Clip);
        if (person.Voice is null)
        {
            return clip;
        }

        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = Path.Combine(TestFolders.SharedMedia!, person.Voice),
            OutputFolder = media.PathOf("people"),
            Format = OutputFormat.H264,
        };
        return (await new RenderPipeline(loaded.Tools).RunAsync(spec, null, Token)).OutputPath;
    }

    private async Task<float[]> SoundAsync(Person person, double seconds)
    {
        var source = Path.Combine(TestFolders.SharedMedia!, person.Voice ?? person.Clip);
        if (person.Voice is null && person.Clip.StartsWith("silent", StringComparison.Ordinal))
        {
            return new float[(int)(seconds * RateHz)];
        }

        var raw = await media.MakeAsync(
            $"{Guid.NewGuid():N}.f32", "-i", source, "-vn", "-af", "loudnorm", "-ac", "1", "-ar", $"{RateHz}", "-f", "f32le");
        var samples = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(raw, Token)).ToArray();
        Array.Resize(ref samples, (int)(seconds * RateHz));
        return [.. new float[person.LateMs * RateHz / 1000].Concat(samples).Take(samples.Length)];
    }

    private sealed record Person(string Clip, string? Voice = null)
    {
        /// <summary>How much later the mouth is seen than it is heard in the file.</summary>
        public int LateMs { get; init; }
    }

    /// <summary>Two people side by side, and when one stops and the other begins.</summary>
    private sealed record Pair(string Name, Person Left, Person Right, double Seconds, double[] Turns, bool FirstIsLeft)
    {
        /// <summary>Whether only the first is ever heard.</summary>
        public bool Muted { get; init; }
    }

    /// <summary>Spoken frames, those that are given to anybody, and those that are given to who speaks.</summary>
    private sealed record Tally(int Spoken = 0, int Given = 0, int Right = 0)
    {
        public Tally(int[] spoken, IEnumerable<(int Side, long Start, long End)> turns)
            : this()
        {
            var given = new HashSet<int>[] { [], [] };
            foreach (var (side, start, end) in turns)
            {
                given[side].UnionWith(Enumerable.Range((int)start, (int)(end - start)));
            }

            int[] heard = [.. Enumerable.Range(0, spoken.Length).Where(n => spoken[n] >= 0)];
            (Spoken, Given) = (heard.Length, heard.Count(n => given[0].Contains(n) || given[1].Contains(n)));
            Right = heard.Count(n => given[spoken[n]].Contains(n));
        }

        public static Tally operator +(Tally a, Tally b) => new(a.Spoken + b.Spoken, a.Given + b.Given, a.Right + b.Right);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Right} of {Spoken} spoken ({100.0 * Right / Spoken:0.0} %), of {Given} given ({100.0 * Right / Given:0.0} %)");
    }
}
