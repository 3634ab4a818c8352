namespace HeyGem.Core.Render.Report;

/// <summary>Seconds spent in each stage; stages overlap, so they may add up to more than the total.</summary>
/// <param name="Decode">Waiting for decoded frames, both passes.</param>
/// <param name="Faces">Following the face.</param>
/// <param name="Voice">Listening to the voice.</param>
/// <param name="Mouth">Planning the mouth.</param>
/// <param name="Composite">Drawing, summed over threads.</param>
/// <param name="Encode">Waiting for the encoder.</param>
/// <param name="Total">From start to published result.</param>
public sealed record StageSeconds(double Decode, double Faces, double Voice, double Mouth, double Composite, double Encode, double Total);
