using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Identity;

/// <summary>
/// Faces that are described only when somebody has to be known again: a clip of one shot, which is most of them, never loads the network,
/// whoever is seen in it. For one thread at a time.
/// </summary>
internal sealed class LateLooks(FaceRecognizer recognizer)
{
    // 270 kB a face that waits; one a few seconds.
    private const int MostWaiting = 16;

    private readonly List<(List<FaceLook> To, int Frame, float[] Image)> _waiting = [];

    /// <summary>Keeps a face as it is now.</summary>
    /// <param name="to">Where its description will go.</param>
    /// <param name="index">The frame's place in the track.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="landmarks">The face's, frame pixels.</param>
    public void Keep(List<FaceLook> to, int index, Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        _waiting.Add((to, index, recognizer.Read(frame, landmarks)));
        if (_waiting.Count > MostWaiting)
        {
            Describe();
        }
    }

    /// <summary>Describes all that wait.</summary>
    public void Describe()
    {
        foreach (var (to, frame, image) in _waiting)
        {
            to.Add(new FaceLook(frame, recognizer.Describe(image)));
        }

        _waiting.Clear();
    }
}
