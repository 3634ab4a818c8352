namespace HeyGem.Core.Onnx;

/// <summary>One input or output of a graph as the file declares it.</summary>
/// <param name="Name">The graph's name for it.</param>
/// <param name="ElementType">The type of one element, such as <see cref="float"/> or <see cref="long"/>.</param>
/// <param name="Shape">Length of each axis, outermost first; -1 where the file leaves it open.</param>
public sealed record OnnxTensor(string Name, Type ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>Elements in the tensor, or -1 when an axis is open.</summary>
    public long Count => Shape.Any(n => n < 0) ? -1 : Shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>Whether the tensor can have this shape: same number of axes, equal wherever both are fixed.</summary>
    public bool Accepts(params ReadOnlySpan<long> shape)
    {
        if (shape.Length != Shape.Count)
        {
            return false;
        }

        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] != Shape[i] && shape[i] >= 0 && Shape[i] >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Name and shape, such as <c>image [1, 3, 192, 192]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
