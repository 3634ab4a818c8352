using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>The colours of a drawn head, gamma-encoded RGB 0..1, and the seed of its skin and hair.</summary>
/// <param name="Skin">Skin in full light.</param>
/// <param name="Lip">Lips.</param>
/// <param name="Hair">Hair and brows.</param>
/// <param name="Iris">Eyes.</param>
/// <param name="Cloth">Clothes.</param>
/// <param name="Seed">Of the skin's and hair's grain.</param>
public sealed record HeadLook(Vector3 Skin, Vector3 Lip, Vector3 Hair, Vector3 Iris, Vector3 Cloth, int Seed)
{
    /// <summary>Several people, told apart by number.</summary>
    public static HeadLook Number(int number) => (number % 5) switch
    {
        0 => new(new(0.90f, 0.70f, 0.60f), new(0.72f, 0.38f, 0.38f), new(0.20f, 0.13f, 0.09f), new(0.30f, 0.20f, 0.12f),
            new(0.22f, 0.28f, 0.40f), 11),
        1 => new(new(0.62f, 0.43f, 0.33f), new(0.50f, 0.27f, 0.26f), new(0.08f, 0.06f, 0.06f), new(0.16f, 0.10f, 0.07f),
            new(0.55f, 0.52f, 0.45f), 12),
        2 => new(new(0.95f, 0.78f, 0.70f), new(0.80f, 0.42f, 0.44f), new(0.55f, 0.40f, 0.22f), new(0.28f, 0.40f, 0.48f),
            new(0.45f, 0.18f, 0.20f), 13),
        3 => new(new(0.84f, 0.64f, 0.50f), new(0.66f, 0.36f, 0.34f), new(0.12f, 0.10f, 0.10f), new(0.22f, 0.14f, 0.09f),
            new(0.30f, 0.36f, 0.30f), 14),
        _ => new(new(0.74f, 0.54f, 0.42f), new(0.60f, 0.31f, 0.30f), new(0.30f, 0.18f, 0.10f), new(0.24f, 0.26f, 0.14f),
            new(0.18f, 0.18f, 0.20f), 15),
    };
}
