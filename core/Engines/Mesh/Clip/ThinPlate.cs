using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// Thin-plate interpolation in the plane (Bookstein 1989): the smoothest surface through given values, here of vectors, plus an
/// affine part.
/// </summary>
internal sealed class ThinPlate
{
    private readonly Vector2[] _sites;
    private readonly Matrix<double> _weights;

    private ThinPlate(Vector2[] sites, Matrix<double> weights)
    {
        _sites = sites;
        _weights = weights;
    }

    /// <summary>Fits the plate.</summary>
    /// <param name="sites">Points, no two alike.</param>
    /// <param name="values">One row of values for each point.</param>
    /// <param name="softness">0 passes through every value; more lets the plate give.</param>
    public static ThinPlate Fit(Vector2[] sites, double[,] values, double softness)
    {
        var n = sites.Length;
        var system = Matrix<double>.Build.Dense(n + 3, n + 3);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                system[i, j] = i == j ? softness : Kernel(Vector2.DistanceSquared(sites[i], sites[j]));
            }

            system[i, n] = system[n, i] = 1;
            system[i, n + 1] = system[n + 1, i] = sites[i].X;
            system[i, n + 2] = system[n + 2, i] = sites[i].Y;
        }

        var right = Matrix<double>.Build.Dense(n + 3, values.GetLength(1));
        right.SetSubMatrix(0, 0, Matrix<double>.Build.DenseOfArray(values));
        return new ThinPlate(sites, system.Solve(right));
    }

    /// <summary>The surface's value in one column at a point.</summary>
    public double At(Vector2 point, int column)
    {
        var n = _sites.Length;
        var sum = _weights[n, column] + (_weights[n + 1, column] * point.X) + (_weights[n + 2, column] * point.Y);
        for (var i = 0; i < n; i++)
        {
            sum += _weights[i, column] * Kernel(Vector2.DistanceSquared(_sites[i], point));
        }

        return sum;
    }

    private static double Kernel(double squared) => squared <= 1e-12 ? 0 : 0.5 * squared * Math.Log(squared);
}
