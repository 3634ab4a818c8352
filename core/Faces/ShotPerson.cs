using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces;

/// <summary>Who is seen in a stretch of frames without a cut.</summary>
/// <param name="Frames">The stretch, counted from the start of the track.</param>
/// <param name="Person">The person that is driven, or the most prominent one where nobody is: numbers from 1 in the order of appearance; 0
/// for nobody.</param>
/// <param name="State">What becomes of them.</param>
public sealed record ShotPerson(FrameRange Frames, int Person, PersonState State);

/// <summary>What becomes of the people in a shot.</summary>
public enum PersonState
{
    /// <summary>Nobody is seen.</summary>
    Nobody,

    /// <summary>The person is driven.</summary>
    Driven,

    /// <summary>Only people other than the one to be driven are seen; they keep their own mouths.</summary>
    OtherPerson,

    /// <summary>The face that the choice names is that of another of several speakers.</summary>
    OtherSpeaker,
}
