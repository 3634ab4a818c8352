namespace HeyGem.Core.Render.Report;

/// <summary>A box in the picture, in shares of its width and height from the upper left corner, 0 to 1.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record PictureBox(double X, double Y, double Width, double Height)
{
    /// <summary>The box and as much of what is around it, as a part of the picture.</summary>
    public (double X, double Y, double Width, double Height) Around()
    {
        var (width, height) = (Math.Min(1, 1.8 * Width), Math.Min(1, 1.8 * Height));
        return (Math.Clamp(X + (Width / 2) - (width / 2), 0, 1 - width),
            Math.Clamp(Y + (Height / 2) - (height / 2), 0, 1 - height), width, height);
    }
}
