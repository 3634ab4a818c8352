namespace HeyGem.Core.Render.Report;

/// <summary>What a render's time goes into.</summary>
internal enum ClockedWork
{
    /// <summary>Waiting for decoded frames, both passes.</summary>
    Decode,

    /// <summary>Following the face.</summary>
    Faces,

    /// <summary>Listening to the voice.</summary>
    Voice,

    /// <summary>Planning the mouth and preparing blocks.</summary>
    Mouth,

    /// <summary>Painting, summed over threads.</summary>
    Composite,

    /// <summary>Waiting for the encoder.</summary>
    Encode,
}

/// <summary>Adds up, from any thread, the time that one render spends in each kind of work.</summary>
internal sealed class RenderClock(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly long[] _spent = new long[Enum.GetValues<ClockedWork>().Length];

    /// <summary>A point to measure from.</summary>
    public long Start() => time.GetTimestamp();

    /// <summary>Adds the time since <paramref name="start"/> to a kind of work.</summary>
    public void Stop(ClockedWork work, long start) => Interlocked.Add(ref _spent[(int)work], time.GetTimestamp() - start);

    /// <summary>The sums so far, and the time since the render began, to the millisecond.</summary>
    public StageSeconds ToSeconds() => new(
        Spent(ClockedWork.Decode),
        Spent(ClockedWork.Faces),
        Spent(ClockedWork.Voice),
        Spent(ClockedWork.Mouth),
        Spent(ClockedWork.Composite),
        Spent(ClockedWork.Encode),
        Math.Round(time.GetElapsedTime(_began).TotalSeconds, 3));

    private double Spent(ClockedWork work) => Math.Round((double)Interlocked.Read(ref _spent[(int)work]) / time.TimestampFrequency, 3);
}

/// <summary>Seconds spent in each stage; stages overlap, so they may add up to more than the total.</summary>
/// <param name="Decode">Waiting for decoded frames, both passes.</param>
/// <param name="Faces">Following the face.</param>
/// <param name="Voice">Listening to the voice.</param>
/// <param name="Mouth">Planning the mouth.</param>
/// <param name="Composite">Drawing, summed over threads.</param>
/// <param name="Encode">Waiting for the encoder.</param>
/// <param name="Total">From start to published result.</param>
public sealed record StageSeconds(double Decode, double Faces, double Voice, double Mouth, double Composite, double Encode, double Total);
