namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>One drawn tooth. Lengths are outer-eye distances; x runs from the arch's middle to the picture's right.</summary>
/// <param name="Centre">Middle of the crown, x.</param>
/// <param name="Half">Half of its width.</param>
/// <param name="Edge">How far its biting edge stays behind the arch's line, toward the gum.</param>
/// <param name="Round">How far the corners of the edge are rounded off.</param>
/// <param name="Power">Shape of the rounding: 1.4 a pointed canine, 4 a square incisor.</param>
/// <param name="Tilt">Slope of its edge.</param>
/// <param name="Light">Its own brightness, about 1.</param>
/// <param name="Warmth">Its own yellow, about 0: added to red, taken from blue.</param>
internal readonly record struct ToothForm(
    float Centre, float Half, float Edge, float Round, float Power, float Tilt, float Light, float Warmth);
