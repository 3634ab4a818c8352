using System.Collections.Concurrent;
using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Measures what pass 1 keeps of frames in which <see cref="FaceChain"/> has found the faces: skin, covers, hands, letters, sharpness, what
/// somebody looks like. For one thread at a time, which may be another than the chain's. What only a whole shot shows is judged beside the
/// frames of the next one.
/// </summary>
internal sealed class FaceRecorder : IDisposable
{
    private readonly double _perSecond;
    private readonly CoverProbe _cover;
    private readonly HandProbe _hands;
    private readonly FaceRecognizer _recognizer;
    private readonly LateLooks _looks;
    private readonly ConcurrentBag<PassingThings> _idle = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<FollowedShot> _shots = [];
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private Task _judging = Task.CompletedTask;

    /// <summary>Starts at a clip's first frame.</summary>
    /// <param name="models">The networks; they stay the caller's.</param>
    /// <param name="space">How the frames' samples stand for colours.</param>
    /// <param name="perSecond">Frames of a second.</param>
    public FaceRecorder(FaceModels models, YuvSpace space, double perSecond)
    {
        _perSecond = perSecond;
        _cover = new CoverProbe(space);
        _hands = new HandProbe(models, space);
        _recognizer = new FaceRecognizer(models, space);
        _looks = new LateLooks(_recognizer);
    }

    /// <summary>The shots that ended; all that is known of them is there after <see cref="Finish"/>.</summary>
    public IReadOnlyList<FollowedShot> Shots => _shots;

    /// <summary>Keeps what was found in the next frame.</summary>
    /// <param name="frame">The frame; stays the caller's and is not kept.</param>
    /// <param name="followed">The faces in it.</param>
    /// <param name="cancellationToken">Stops what is judged of a shot that ended.</param>
    public void Keep(Frame frame, FollowedFrame followed, CancellationToken cancellationToken)
    {
        if (followed.Ended is { } shot)
        {
            End(shot, cancellationToken);
        }

        foreach (var face in followed.Faces)
        {
            var record = face.Record;
            if (face.Seen is not { } seen)
            {
                record.Skip();
                continue;
            }

            record.Keep(frame, face, _cover, _hands);
            if (FaceRecognizer.IsDue(record.Seen))
            {
                seen.Read(_landmarks);
                _looks.Keep(record.Looks, followed.Index, frame, _landmarks);
            }
        }

        if (_shots.Count > 0)
        {
            Describe();
        }

        followed.Dropped.ForEach(record => record.Release());
    }

    /// <summary>Keeps the last shot, and waits until all are judged.</summary>
    public void Finish(FollowedShot last, CancellationToken cancellationToken)
    {
        End(last, cancellationToken);
        _judging.GetAwaiter().GetResult();
    }

    /// <summary>Describes the faces that wait for it.</summary>
    public void Describe() => _looks.Describe();

    /// <summary>Gives back the room of all that was kept.</summary>
    public void Release()
    {
        foreach (var record in _shots.SelectMany(s => s.Faces))
        {
            record.Frames.Release();
        }
    }

    /// <summary>Stops what is judged.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _judging.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _stop.Dispose();
        _recognizer.Dispose();
        _hands.Dispose();
    }

    /// <summary>Begins to judge a shot, when the one before is judged: two at once would keep two shots' skin.</summary>
    private void End(FollowedShot shot, CancellationToken cancellationToken)
    {
        _judging.GetAwaiter().GetResult();
        _judging = Task.WhenAll(shot.Faces.Select(face => Task.Run(() => Judge(face, cancellationToken), CancellationToken.None)));
        _shots.Add(shot);
    }

    private void Judge(FaceRecord face, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        var passing = _idle.TryTake(out var idle) ? idle : new PassingThings();
        face.Finish(passing, _perSecond, stop.Token);
        _idle.Add(passing);
    }
}
