namespace HeyGem.Bridge.Farm;

/// <summary>How a worker presents itself.</summary>
/// <param name="Protocol">The version of what worker and bridge say to each other, <see cref="Current"/>.</param>
/// <param name="Name">What the machine calls itself.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Lanes">What it draws.</param>
/// <param name="Slots">How many segments it draws at a time.</param>
internal sealed record EnterRequest(int Protocol, string Name, string Version, IReadOnlyList<string> Lanes, int Slots)
{
    /// <summary>The version that is spoken.</summary>
    public const int Current = 1;
}

/// <summary>What a worker gets when it enters.</summary>
/// <param name="Worker">Its id from here on.</param>
/// <param name="User">Its login at the broker.</param>
/// <param name="Password">The password of it.</param>
/// <param name="Certificate">SHA-256 of the broker's certificate; null for any that the worker's machine trusts.</param>
internal sealed record EnterReply(string Worker, string User, string Password, string? Certificate);

/// <summary>A sign of life, about once a second.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Doing">What it is at.</param>
/// <param name="FramesPerSecond">Frames it drew a second, of late.</param>
internal sealed record BeatRequest(string Worker, IReadOnlyList<DoingPart> Doing, double FramesPerSecond);

/// <summary>A segment that a worker is at.</summary>
/// <param name="Order">The render's key.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Frames">Frames of it that are drawn.</param>
internal sealed record DoingPart(string Order, int Segment, long Frames);

/// <summary>What a sign of life is answered with.</summary>
/// <param name="Resting">Whether the worker takes nothing more for now.</param>
/// <param name="Reason">Why, a sentence; or null.</param>
internal sealed record BeatReply(bool Resting, string? Reason);

/// <summary>A segment that was given to a worker.</summary>
/// <param name="Bundle">The key of the file that it is drawn from, beside the media that the file names.</param>
/// <param name="BundleBytes">Its size.</param>
/// <param name="Clip">The result's name.</param>
internal sealed record BeginReply(string Bundle, long BundleBytes, string Clip);

/// <summary>Why a worker could not draw a segment.</summary>
/// <param name="Code">The error's code.</param>
/// <param name="Message">A sentence.</param>
internal sealed record FailRequest(string Code, string Message);

/// <summary>The farm.</summary>
/// <param name="Broker">The broker's address without a login; null where the bridge has no farm.</param>
/// <param name="Connected">Whether the broker answers.</param>
/// <param name="Waiting">Segments that wait to be sent to the broker.</param>
/// <param name="Sent">Segments that lie there.</param>
/// <param name="Drawing">Segments that workers are at.</param>
/// <param name="Keys">The names of the keys that were given out.</param>
/// <param name="Workers">The workers of this start of the bridge.</param>
internal sealed record FarmView(
    string? Broker, bool Connected, int Waiting, int Sent, int Drawing, IReadOnlyList<string> Keys, IReadOnlyList<WorkerView> Workers);

/// <summary>A worker.</summary>
/// <param name="Name">Its name, by which it is taken out of work.</param>
/// <param name="Key">The name of its key.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it rests, or what went wrong last; or null.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Slots">How many segments it draws at a time.</param>
/// <param name="Doing">What it is at.</param>
/// <param name="Segments">Segments it brought.</param>
/// <param name="Failures">Segments it could not draw, or drew wrongly.</param>
/// <param name="FramesPerSecond">Frames it drew a second, of late.</param>
internal sealed record WorkerView(
    string Name, string Key, WorkerState State, string? Reason, string Version, int Slots, IReadOnlyList<WorkView> Doing, int Segments,
    int Failures, double FramesPerSecond);

/// <summary>What a worker is at.</summary>
/// <param name="Clip">The result's name.</param>
/// <param name="Segment">The segment, from 0.</param>
/// <param name="Frames">Frames of it that are drawn.</param>
internal sealed record WorkView(string Clip, int Segment, long Frames);

/// <summary>How a worker stands.</summary>
internal enum WorkerState
{
    /// <summary>It takes segments.</summary>
    Working,

    /// <summary>Somebody took it out of work; it ends what it is at.</summary>
    Resting,

    /// <summary>It brought a wrong result and gets nothing more until somebody resumes it.</summary>
    SetAside,

    /// <summary>It has not been heard of for some seconds; what it had is drawn by others.</summary>
    Silent,
}

/// <summary>Who is invited.</summary>
/// <param name="Name">The key's name.</param>
internal sealed record InviteRequest(string Name);

/// <summary>An invitation.</summary>
/// <param name="Key">What a worker is started with; shown once.</param>
/// <param name="Broker">The broker's address.</param>
internal sealed record InviteReply(string Key, string Broker);
