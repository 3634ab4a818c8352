namespace HeyGem.Core.Faces.Identity;

/// <summary>Tells all people of a clip apart, for whoever asks about each of them.</summary>
internal static class Everybody
{
    /// <summary>Decides who is who: by looks, and by the place where looks are unknown or in doubt.</summary>
    /// <param name="stretches">For each stretch without a cut the faces that were followed through it.</param>
    /// <returns>For each person, in the order of appearance, their face in each stretch; null where they are not seen.</returns>
    public static List<ShotFace?[]> Of(IReadOnlyList<IReadOnlyList<ShotFace>> stretches)
    {
        var chooser = new PersonChooser(FaceChoice.Auto, null);
        var people = new List<ShotFace?[]>();
        for (var s = 0; s < stretches.Count; s++)
        {
            foreach (var face in chooser.Candidates(stretches[s]))
            {
                var free = people.Where(p => p[s] is null).ToList();
                var person = free.Where(p => Distance(p, face) < PersonChooser.Same).MinBy(p => Distance(p, face))
                    ?? free.Find(p => p[..s].LastOrDefault(f => f is not null) is { } before && PersonChooser.IsInPlace(face, before));
                if (person is null)
                {
                    person = new ShotFace?[stretches.Count];
                    people.Add(person);
                }

                person[s] = face;
            }
        }

        return people;
    }

    private static float Distance(ShotFace?[] person, ShotFace face) => person
        .OfType<ShotFace>().SelectMany(own => own.Looks.SelectMany(look => face.Looks.Select(look.DistanceTo)))
        .DefaultIfEmpty(float.MaxValue).Min();
}
