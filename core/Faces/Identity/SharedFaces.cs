namespace HeyGem.Core.Faces.Identity;

/// <summary>
/// Parts people whose choices met at one face: no face is driven for two. It goes to whom it looks like, by the picture that was shown of
/// them or by the faces that are theirs alone in other stretches; to nobody where it looks like none of them.
/// </summary>
internal static class SharedFaces
{
    /// <summary>Decides.</summary>
    /// <param name="sought">Whose faces were looked for.</param>
    /// <param name="chosen">For each of them the face of each stretch; of one list of faces a stretch.</param>
    /// <returns>The same, with <see cref="PersonState.OtherSpeaker"/> for whom a face was taken from.</returns>
    public static IReadOnlyList<IReadOnlyList<ChosenFace>> Part(
        IReadOnlyList<SoughtFace> sought, IReadOnlyList<IReadOnlyList<ChosenFace>> chosen)
    {
        var parted = chosen.Select(faces => faces.ToArray()).ToList();
        var looks = sought.Select((one, k) => one.Wanted is { } wanted
            ? [wanted]
            : chosen[k].Where((own, s) => own.Face is not null && !IsShared(chosen, k, s)).SelectMany(own => own.Face!.Looks).ToList())
            .ToList();
        for (var s = 0; s < parted[0].Length; s++)
        {
            int[] claimants = [.. Enumerable.Range(0, sought.Count).Where(k => IsShared(chosen, k, s))];
            foreach (var group in claimants.GroupBy(k => chosen[k][s].Face!, ReferenceEqualityComparer.Instance))
            {
                var nearest = group.MinBy(k => Distance(looks[k], chosen[k][s].Face!));
                var isOwn = Distance(looks[nearest], chosen[nearest][s].Face!) < PersonChooser.Same;
                foreach (var other in group.Where(k => k != nearest || !isOwn))
                {
                    parted[other][s] = chosen[other][s] with { Face = null, State = PersonState.OtherSpeaker };
                }
            }
        }

        return parted;
    }

    private static bool IsShared(IReadOnlyList<IReadOnlyList<ChosenFace>> chosen, int k, int stretch) =>
        chosen[k][stretch].Face is { } face && chosen.Where((_, other) => other != k).Any(o => ReferenceEquals(o[stretch].Face, face));

    private static float Distance(List<FaceDescriptor> looks, ShotFace face) =>
        looks.SelectMany(look => face.Looks.Select(look.DistanceTo)).DefaultIfEmpty(float.MaxValue).Min();
}
