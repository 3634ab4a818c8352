namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Fills the convex hull of marked places of a <see cref="FaceLattice"/>: of a thing of nearly the skin's colour only parts are seen. Owns
/// its buffers.
/// </summary>
internal sealed class PlaceHull
{
    private const int Side = FaceLattice.Side;

    private readonly int[] _lower = new int[FaceLattice.Places + 1];
    private readonly int[] _upper = new int[FaceLattice.Places + 1];

    /// <summary>Marks every place between marked ones.</summary>
    public void Fill(bool[] places)
    {
        int lower = 0, upper = 0;
        for (var column = 0; column < Side; column++)
        {
            for (var row = 0; row < Side; row++)
            {
                if (places[(row * Side) + column])
                {
                    lower = Add(_lower, lower, (row * Side) + column, 1);
                    upper = Add(_upper, upper, (row * Side) + column, -1);
                }
            }
        }

        for (var place = 0; place < FaceLattice.Places && lower > 0; place++)
        {
            places[place] |= IsOn(_lower, lower, place, 1) && IsOn(_upper, upper, place, -1);
        }
    }

    private static int Add(int[] chain, int count, int place, int side)
    {
        while (count > 1 && side * Cross(chain[count - 2], chain[count - 1], place) <= 0)
        {
            count--;
        }

        chain[count] = place;
        return count + 1;
    }

    /// <summary>Whether a place lies within the columns of a chain and on its inner side.</summary>
    private static bool IsOn(int[] chain, int count, int place, int side)
    {
        if (place % Side < chain[0] % Side || place % Side > chain[count - 1] % Side)
        {
            return false;
        }

        for (var k = 1; k < count; k++)
        {
            if (side * Cross(chain[k - 1], chain[k], place) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Cross(int a, int b, int c) =>
        (((b % Side) - (a % Side)) * ((c / Side) - (a / Side))) - (((b / Side) - (a / Side)) * ((c % Side) - (a % Side)));
}
