using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class FacePassTests
{
    private const int Size = 256;
    private const int Frames = 40;

    private readonly List<Frame> _given = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_track_is_the_same_as_with_one_half_after_the_other()
    {
        // Two people, one of them small and one gone for a while; a cut; two frames in which the face is lost.
        var tall = new Actor(
            HeadLook.Number(0), i => i is > 8 and < 12 ? null : new HeadPose(new Vector2(100 + (3 * MathF.Sin(i)), 100), 40),
            i => new Lips(0.1f + (0.1f * MathF.Sin(i)), 0.5f));
        var small = new Actor(
            HeadLook.Number(1), i => i > 21 ? null : new HeadPose(new Vector2(200, 190), 17), _ => new Lips(0.05f, 0.52f));
        var scene = new Scene(Size, Size, [tall, small], i => i > 24 ? new Vector3(0.2f) : new Vector3(0.7f));
        var rate = FrameRate.Of(15, 1);
        using var one = Tracker(rate);
        using var two = Tracker(rate);
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        for (var i = 0; i < Frames; i++)
        {
            using var frame = scene.Render(i, pool, YuvSpace.Bt601);
            one.Push(frame);
        }

        var order = new List<int>();
        await FacePass.RunAsync(two, Given(i => scene.Render(i, pool, YuvSpace.Bt601)), (_, followed) => order.Add(followed.Index), Token);

        Assert.Equal(Enumerable.Range(0, Frames), order);
        Assert.Equal(Bytes(one.Finish()), Bytes(two.Finish()));
        AssertNothingIsHeld();
    }

    [Fact]
    public async Task An_error_of_the_second_half_is_the_error_of_the_pass()
    {
        using var tracker = Tracker(FrameRate.Default);

        var error = await Assert.ThrowsAsync<HeyGemException>(() => FacePass.RunAsync(
            tracker, Given(Plain), (_, _) => throw new HeyGemException(ErrorCode.GpuOutOfMemory, "Nothing left."), Token));

        Assert.Equal(ErrorCode.GpuOutOfMemory, error.Code);
        AssertNothingIsHeld();
    }

    [Fact]
    public async Task An_error_of_the_frames_is_the_error_of_the_pass()
    {
        using var tracker = Tracker(FrameRate.Default);

        var error = await Assert.ThrowsAsync<HeyGemException>(() => FacePass.RunAsync(
            tracker, Given(i => i < 3 ? Plain(i) : throw new HeyGemException(ErrorCode.MediaDamaged, "No picture.")), (_, _) => { },
            Token));

        Assert.Equal(ErrorCode.MediaDamaged, error.Code);
        AssertNothingIsHeld();
    }

    [Fact]
    public async Task A_pass_that_is_cancelled_while_a_frame_is_kept_holds_no_frame()
    {
        using var tracker = Tracker(FrameRate.Default);
        using var cancel = new CancellationTokenSource();
        var kept = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FacePass.RunAsync(
            tracker, Given(Plain),
            (_, _) =>
            {
                kept++;
                cancel.Cancel();
            },
            cancel.Token));

        Assert.Equal(1, kept);
        AssertNothingIsHeld();
    }

    [Fact]
    public async Task A_judgement_that_is_stopped_beside_the_next_shot_ends_the_track()
    {
        var scene = new Scene(
            Size, Size, [new Actor(HeadLook.Number(0), _ => new HeadPose(new Vector2(100, 100), 40), _ => new Lips(0.1f))],
            i => i > 8 ? new Vector3(0.2f) : new Vector3(0.7f));
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        using var tracker = new FaceTracker(
            FaceModelsForTests.Shared, new FrameRange(0, Frames), FrameRate.Default, YuvSpace.Bt601, FaceChoice.Auto)
        {
            Stop = new CancellationToken(canceled: true),
        };

        await FacePass.RunAsync(tracker, Given(i => scene.Render(i, pool, YuvSpace.Bt601)), (_, _) => { }, Token);

        Assert.Throws<OperationCanceledException>(() => tracker.Finish());
        AssertNothingIsHeld();
    }

    [Fact]
    public async Task Few_frames_wait_for_the_second_half()
    {
        using var tracker = Tracker(FrameRate.Default);
        var most = 0;

        await FacePass.RunAsync(tracker, Given(Plain), Kept, Token);

        // The one that is kept, two that wait, one that is followed and its successor.
        Assert.InRange(most, 1, 5);

        void Kept(Frame frame, FollowedFrame followed)
        {
            // The first half has time to run ahead, if it can.
            SpinWait.SpinUntil(() => _given.Count > followed.Index + 5, followed.Index == 0 ? 1000 : 0);
            most = Math.Max(most, _given.Count - followed.Index);
        }
    }

    private static Frame Plain(int index)
    {
        var frame = new FramePool(PixelLayout.Yuv420P8, 64, 64).Rent();
        frame.Bytes.Span.Fill(128);
        return frame;
    }

    private static FaceTracker Tracker(FrameRate rate) =>
        new(FaceModelsForTests.Shared, new FrameRange(0, Frames), rate, YuvSpace.Bt601, FaceChoice.Auto);

    private static byte[] Bytes(FaceTrack track)
    {
        using var stream = new MemoryStream();
        FaceTrackFile.Save(track, stream);
        return stream.ToArray();
    }

    private async IAsyncEnumerable<Frame> Given(Func<int, Frame> picture)
    {
        for (var i = 0; i < Frames; i++)
        {
            await Task.Yield();
            _given.Add(picture(i));
            yield return _given[^1];
        }
    }

    private void AssertNothingIsHeld() => Assert.All(_given, frame => Assert.Throws<ObjectDisposedException>(() => frame.Bytes));
}
