using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// A linear model of one clip's face: shape(o, w) = Mean + Opening (o - MeanOpening) + Width (w - MeanWidth), in local units. The
/// generic basis, corrected towards this person by ridge regression; on a clip that hardly speaks the correction shrinks to
/// nothing by itself.
/// </summary>
internal sealed class DeformationModel
{
    private const double RidgePerFrame = 0.03 * 0.03;
    private const int MostFrames = 2000;

    private readonly Vector3[] _mean = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _opening = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _width = new Vector3[FaceTrack.LandmarkCount];

    private DeformationModel()
    {
    }

    /// <summary>Mean shape, 468 local points.</summary>
    public ReadOnlySpan<Vector3> Mean => _mean;

    /// <summary>Displacement per unit of opening, 468 vectors.</summary>
    public ReadOnlySpan<Vector3> Opening => _opening;

    /// <summary>Displacement per unit of width, 468 vectors.</summary>
    public ReadOnlySpan<Vector3> Width => _width;

    /// <summary>Opening at the mean shape.</summary>
    public float MeanOpening { get; private set; }

    /// <summary>Width at the mean shape.</summary>
    public float MeanWidth { get; private set; }

    /// <summary>Fits the model to a clip.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="usable">Frames that may teach the model: those with a face and nothing in front of the mouth.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static DeformationModel Fit(FaceShapes shapes, IReadOnlyList<bool> usable, CancellationToken cancellationToken)
    {
        var frames = Enumerable.Range(0, usable.Count).Where(i => usable[i] && shapes.Has(i)).ToArray();
        var step = Math.Max(1, frames.Length / MostFrames);
        frames = [.. frames.Where((_, k) => k % step == 0)];
        var model = new DeformationModel();
        GenericBasis.Build(shapes.Template, model._opening, model._width);
        model.TakeMean(shapes, frames, cancellationToken);
        model.Correct(shapes, frames, cancellationToken);
        return model;
    }

    /// <summary>What the model cannot say about a shape: shape minus model.</summary>
    public void Residual(ReadOnlySpan<Vector3> shape, float opening, float width, Span<Vector3> residual)
    {
        var o = opening - MeanOpening;
        var w = width - MeanWidth;
        for (var v = 0; v < residual.Length; v++)
        {
            residual[v] = shape[v] - _mean[v] - (o * _opening[v]) - (w * _width[v]);
        }
    }

    private void TakeMean(FaceShapes shapes, int[] frames, CancellationToken cancellationToken)
    {
        var shape = new Vector3[FaceTrack.LandmarkCount];
        foreach (var i in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            shapes.Local(i, shape);
            for (var v = 0; v < shape.Length; v++)
            {
                _mean[v] += shape[v] / frames.Length;
            }

            MeanOpening += shapes.Opening[i] / frames.Length;
            MeanWidth += shapes.Width[i] / frames.Length;
        }
    }

    private void Correct(FaceShapes shapes, int[] frames, CancellationToken cancellationToken)
    {
        var residual = new Vector3[FaceTrack.LandmarkCount];
        var shape = new Vector3[FaceTrack.LandmarkCount];
        var byOpening = new Vector3[FaceTrack.LandmarkCount];
        var byWidth = new Vector3[FaceTrack.LandmarkCount];
        double oo = frames.Length * RidgePerFrame, ww = oo, ow = 0;
        foreach (var i in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var o = shapes.Opening[i] - MeanOpening;
            var w = shapes.Width[i] - MeanWidth;
            oo += o * o;
            ww += w * w;
            ow += o * w;
            shapes.Local(i, shape);
            Residual(shape, shapes.Opening[i], shapes.Width[i], residual);
            for (var v = 0; v < shape.Length; v++)
            {
                byOpening[v] += o * residual[v];
                byWidth[v] += w * residual[v];
            }
        }

        var determinant = (oo * ww) - (ow * ow);
        if (determinant <= 0)
        {
            return;
        }

        for (var v = 0; v < shape.Length; v++)
        {
            _opening[v] += ((float)(ww / determinant) * byOpening[v]) - ((float)(ow / determinant) * byWidth[v]);
            _width[v] += ((float)(oo / determinant) * byWidth[v]) - ((float)(ow / determinant) * byOpening[v]);
        }
    }
}
