using System.Numerics;

namespace HeyGem.Core.Faces.Identity;

/// <summary>
/// Decides whom a track is about: one person through all its shots. Where the choice names a place in the picture, that place decides in
/// every shot. A photograph on the wall gives way to a living face.
/// </summary>
/// <param name="choice">Which face is wanted where there are several.</param>
/// <param name="wanted">What the wanted person looks like; null where nobody showed a picture.</param>
internal sealed class PersonChooser(FaceChoice choice, FaceDescriptor? wanted)
{
    // A face seen for less than this share of the longest-lived one's frames is a passer-by or a mistake.
    private const float LeastLife = 0.2f;

    /// <summary>
    /// Under this distance two descriptors are one person; decision 0024 tells what it was measured on. Raise it, and two people become
    /// one.
    /// </summary>
    public const float Same = 0.45f;

    // The same where the face is in the place of the one before.
    private const float MaybeSame = 0.6f;

    // Movement in outer-eye distances. A photograph before a still camera: .0003; before a shaken or noisy one .005 to .006; people who
    // hold still .003 to .008; people who talk .018 to .054.
    private const float PhotographBelow = 0.002f;
    private const float LivingFrom = 0.015f;

    // A still face gives way to a living one that is not much smaller: it may be a person who listens.
    private const float LivingShare = 0.4f;

    /// <summary>A face that moves less is a photograph, or holds as still as one.</summary>
    public const float StillBelow = 0.0065f;

    // The person who is seen first is meant, unless another is seen so much more.
    private const float FirstOutweighs = 0.8f;

    private readonly List<List<FaceDescriptor>> _people = [];

    /// <summary>Decides.</summary>
    /// <param name="shots">For each stretch without a cut the faces that were followed through it.</param>
    /// <returns>For each stretch the face to drive, or null; and the person's number with what becomes of them.</returns>
    public IReadOnlyList<ChosenFace> Choose(IReadOnlyList<IReadOnlyList<ShotFace>> shots)
    {
        var seen = shots.Select(Candidates).ToList();
        List<ChosenFace> best = [];
        ShotFace? before = null;
        var people = new Dictionary<ShotFace, int>();
        foreach (var faces in seen)
        {
            foreach (var face in faces)
            {
                people[face] = PersonOf(face, people, before);
            }

            best.Add(faces.Count == 0 ? new ChosenFace(null, 0, PersonState.Nobody)
                : new ChosenFace(faces[0], people[faces[0]], PersonState.Driven));
            before = faces.FirstOrDefault() ?? before;
        }

        return wanted is not null ? [.. seen.Select(faces => Wanted(faces, people))]
            : choice.Rule != FaceRule.Auto || _people.Count < 2 ? best
            : OnePerson(seen, best, people);
    }

    /// <summary>The faces that last, the best one by the rule first; photographs go where somebody is alive.</summary>
    public List<ShotFace> Candidates(IReadOnlyList<ShotFace> faces)
    {
        var longest = faces.Select(f => f.Frames).DefaultIfEmpty(0).Max();
        var lasting = faces.Where(f => f.Frames >= LeastLife * longest).ToList();
        if (choice.Rule == FaceRule.Auto && lasting.Where(f => f.Motion >= LivingFrom).MaxBy(f => f.Size) is { } living)
        {
            var still = lasting.Where(f => f.Motion < PhotographBelow || (f.Motion < StillBelow && living.Size > LivingShare * f.Size));
            lasting = [.. lasting.Except(still.ToList())];
        }

        return choice.Rule switch
        {
            FaceRule.Left => [.. lasting.OrderBy(f => f.Centre.X)],
            FaceRule.Right => [.. lasting.OrderByDescending(f => f.Centre.X)],
            FaceRule.Largest => [.. lasting.OrderByDescending(f => f.Size)],
            FaceRule.Nearest => [.. lasting.OrderBy(f => Vector2.Distance(f.Centre, choice.Point))],
            _ => [.. lasting.OrderByDescending(f => f.Weight)],
        };
    }

    /// <summary>The number of a known person or a new one; a face that nothing is known of is judged by its place.</summary>
    private int PersonOf(ShotFace face, Dictionary<ShotFace, int> people, ShotFace? before)
    {
        var (nearest, distance) = Nearest(face);
        var person = distance < Same ? nearest : before is not null && IsInPlace(face, before) ? people[before] - 1 : -1;
        if (person < 0)
        {
            _people.Add([]);
            person = _people.Count - 1;
        }

        _people[person].AddRange(face.Looks);
        return person + 1;
    }

    /// <summary>Whether a face may be the one before a cut, by its place and size, and its looks where both are known.</summary>
    public static bool IsInPlace(ShotFace face, ShotFace before) =>
        Vector2.Distance(face.Centre, before.Centre) < face.Size / 2 && face.Size < 1.3f * before.Size && before.Size < 1.3f * face.Size
            && (face.Looks.Count == 0 || before.Looks.Count == 0 || before.Looks.Min(b => face.Looks.Min(b.DistanceTo)) < MaybeSame);

    private (int Person, float Distance) Nearest(ShotFace face)
    {
        var (person, least) = (-1, float.MaxValue);
        for (var p = 0; p < _people.Count; p++)
        {
            foreach (var look in _people[p])
            {
                foreach (var own in face.Looks)
                {
                    var distance = look.DistanceTo(own);
                    (person, least) = distance < least ? (p, distance) : (person, least);
                }
            }
        }

        return (person, least);
    }

    private ChosenFace Wanted(List<ShotFace> faces, Dictionary<ShotFace, int> people)
    {
        var face = faces.Where(f => f.Looks.Count > 0).MinBy(Distance);
        return face is not null && Distance(face) < Same ? new ChosenFace(face, people[face], PersonState.Driven) : Other(faces, people);

        float Distance(ShotFace f) => f.Looks.Min(wanted!.DistanceTo);
    }

    private static IReadOnlyList<ChosenFace> OnePerson(
        List<List<ShotFace>> seen, List<ChosenFace> best, Dictionary<ShotFace, int> people)
    {
        var weights = best.Where(b => b.Face is not null).GroupBy(b => b.Person)
            .Select(g => (Person: g.Key, Weight: g.Sum(b => b.Face!.Weight))).ToList();
        var (person, _) = weights[0].Weight >= FirstOutweighs * weights.Max(w => w.Weight) ? weights[0] : weights.MaxBy(w => w.Weight);
        return [.. seen.Select(faces => faces.Find(f => people[f] == person) is { } face
            ? new ChosenFace(face, person, PersonState.Driven) : Other(faces, people))];
    }

    private static ChosenFace Other(List<ShotFace> faces, Dictionary<ShotFace, int> people) => faces.Count == 0
        ? new ChosenFace(null, 0, PersonState.Nobody) : new ChosenFace(null, people[faces[0]], PersonState.OtherPerson);
}

/// <summary>Whom a stretch shows.</summary>
/// <param name="Face">The face to drive; null where none is.</param>
/// <param name="Person">See <see cref="ShotPerson.Person"/>.</param>
/// <param name="State">See <see cref="ShotPerson.State"/>.</param>
internal sealed record ChosenFace(ShotFace? Face, int Person, PersonState State);
