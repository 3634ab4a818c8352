namespace HeyGem.Core.Render.Report;

/// <summary>A box in the picture, in shares of its width and height from the upper left corner, 0 to 1.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record PictureBox(double X, double Y, double Width, double Height);
