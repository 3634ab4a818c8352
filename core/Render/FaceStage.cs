using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Fields;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Pass 1: the face through the clip's range, from the cache where the same range was looked at before.</summary>
internal sealed class FaceStage(RenderTools tools)
{
    /// <summary>Finds the face; <paramref name="crops"/> receives pictures of it, where pass 1 runs.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>.</exception>
    public async Task<FaceStageResult> RunAsync(ClipWork work, MouthCrops crops, CancellationToken cancellationToken) =>
        (await RunAsync([work], crops, cancellationToken))[0];

    /// <summary>The same for several people of one clip, which is decoded and looked at once for all of them.</summary>
    /// <param name="works">The clip once for each of them; they differ in whose face is wanted only.</param>
    /// <param name="crops">Receives pictures of the faces, where pass 1 runs.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>, <see cref="ErrorCode.FaceShared"/>.</exception>
    public async Task<IReadOnlyList<FaceStageResult>> RunAsync(
        IReadOnlyList<ClipWork> works, MouthCrops crops, CancellationToken cancellationToken)
    {
        var work = works[0];
        var range = RangeToTrack(work.Plan);
        var part = new FrameRange(0, range.Count);
        var wanted = new List<(string Face, string Person)>();
        foreach (var one in works)
        {
            var person = one.Spec.PersonPath is { } path ? await ContentKey.OfFileAsync(path, cancellationToken) : string.Empty;
            wanted.Add((one.Spec.Face.ToString(), person));
        }

        var keys = KeysOf(work, range, wanted);
        var tracks = Load(keys, work.Spill);
        if (tracks is null && work.Spec.Preview is not null && PreviewPlan.LookedAt(work.Plan, range) is var seen && seen != part)
        {
            part = seen;
            keys = KeysOf(work, Part(range, part), wanted);
            tracks = Load(keys, work.Spill);
        }

        var cached = tracks is not null;
        if (tracks is null)
        {
            work.Meter.Begin(RenderStage.Faces, part.Count, 0.01, 0.35);
            tracks = await TrackAsync(works, range, part, crops, cancellationToken);
            foreach (var (track, key) in tracks.Zip(keys))
            {
                tools.Cache.TryStore(key, "track", stream => FaceTrackFile.Save(track, stream));
            }
        }

        foreach (var (track, one) in tracks.Zip(works))
        {
            CheckFound(track, one, part);

            // A stretch that is looked at, or made anew, follows what the whole render does.
            if (part.Count == range.Count && one.Spec.Correction is null)
            {
                NamedPlace.Check(track, one.Spec);
            }
        }

        return [.. tracks.Zip(keys, (track, key) => WithFields(
            new FaceStageResult(part.Count < range.Count ? track.Within(InTrack(work, range)) : track, key, cached)
            {
                Fields = work.Fields,
                LookedAt = part.Count,
                IsWhole = part.Count == range.Count,
            },
            crops))];
    }

    private static void CheckFound(FaceTrack track, ClipWork work, FrameRange searched)
    {
        var (spec, plan) = (work.Spec, work.Plan);
        if (track.FaceCount > 0)
        {
            return;
        }

        var (clip, states) = (MediaName.Of(spec.ClipPath), track.People.Select(p => p.State).ToHashSet());
        throw states.Contains(PersonState.OtherSpeaker)
            ? new HeyGemException(
                ErrorCode.FaceShared,
                $"The face in {clip} that {MediaName.Of(spec.PersonPath ?? spec.Face.ToString())} names is the one of another speaker.")
            : new HeyGemException(ErrorCode.FaceNotFound, states.Contains(PersonState.OtherPerson)
                ? $"Nobody in {clip} is the person of {MediaName.Of(spec.PersonPath!)}."
                : $"No face was found in {clip} ({Counted.Of(searched.Count, "frame")} searched).{Searched(plan, searched)}");
    }

    /// <summary>Which part of the clip was looked at, where its voice needs no more of it: the face may come in another.</summary>
    private static string Searched(SourcePlan plan, FrameRange searched)
    {
        double Seconds(long frame) => plan.Rate.StartOf(plan.Source.Start + frame).Seconds;
        return searched.Count >= plan.Source.Count ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $" Only {Seconds(searched.Start):0.0} to {Seconds(searched.End):0.0} s of it were looked at; the in point can lie where a " +
                $"face is.");
    }

    /// <summary>The key of each person's track; those of several people part faces among each other, so all of them are in it.</summary>
    private List<string> KeysOf(ClipWork work, FrameRange range, List<(string Face, string Person)> wanted)
    {
        string[] together = wanted.Count > 1 ? [.. wanted.Select(w => $"{w.Face} {w.Person}").Order(StringComparer.Ordinal)] : [];
        return wanted.ConvertAll(one => ContentKey.Of(
        [
            work.Fields is null ? "faces-3" : "fields-2", tools.FaceModels.Key, work.ClipKey, range.ToString(), work.Plan.Rate.ToString(),
            one.Face, one.Person, .. together,
        ]));
    }

    private static FrameRange Part(FrameRange range, FrameRange part) => part with { Start = range.Start + part.Start };

    /// <summary>Frames of the clip as a track counts them: it is one of fields where fields are drawn.</summary>
    private static FrameRange InTrack(ClipWork work, FrameRange frames) =>
        work.Fields is null ? frames : new FrameRange(FieldSplit.Count * frames.Start, FieldSplit.Count * frames.Count);

    /// <summary>Goes back to frames where both fields show one moment: drawn field by field such a mouth would comb.</summary>
    private static FaceStageResult WithFields(FaceStageResult found, MouthCrops crops)
    {
        if (found.Fields is null || !FieldMotion.IsWholePictures(found.Track))
        {
            return found;
        }

        crops.Clear();
        return found with
        {
            Track = found.Track.EverySecond(),
            Fields = null,
            Warnings = ["Both fields of the clip's frames show the same moment: the mouth is drawn on whole frames."],
        };
    }

    /// <summary>
    /// The whole range where that is affordable, so that the next voice, longer or shorter, finds the track ready; else what this voice
    /// needs.
    /// </summary>
    private static FrameRange RangeToTrack(SourcePlan plan)
    {
        var needed = Math.Min(plan.Source.Count, plan.Count);
        var minute = plan.Rate.FramesIn(MediaTime.FromSeconds(60));
        return plan.Source.Count <= Math.Max(minute, 2 * needed) ? plan.Source : plan.Source with { Count = needed };
    }

    /// <summary>All tracks, or null where any is missing.</summary>
    private List<FaceTrack>? Load(IReadOnlyList<string> keys, FrameSpill spill)
    {
        var tracks = new List<FaceTrack>();
        foreach (var key in keys)
        {
            if (Load(key, spill) is not { } track)
            {
                return null;
            }

            tracks.Add(track);
        }

        return tracks;
    }

    private FaceTrack? Load(string key, FrameSpill spill)
    {
        using var stream = tools.Cache.TryOpen(key, "track");
        return stream is null ? null : FaceTrackFile.TryLoad(stream, spill);
    }

    /// <summary>Follows the faces through a part of the range; the pictures kept of them count in the whole range.</summary>
    private async Task<List<FaceTrack>> TrackAsync(
        IReadOnlyList<ClipWork> works, FrameRange whole, FrameRange part, MouthCrops crops, CancellationToken cancellationToken)
    {
        var work = works[0];
        var (clip, clock, range) = (work.Clip, work.Clock, Part(whole, part));
        var before = (int)InTrack(work, part).Start;
        var sought = new List<SoughtFace>();
        foreach (var spec in works.Select(w => w.Spec))
        {
            sought.Add(new SoughtFace(spec.Face, spec.PersonPath is { } person
                ? await PersonPicture.ReadAsync(tools.Ffmpeg, tools.FaceModels, person, cancellationToken) : null));
        }

        // The decoder starts while the tracker is made.
        await using var reader = await FrameReader.OpenAsync(tools.Ffmpeg, clip, range, work.Pool, cancellationToken);
        using var tracker = TrackerOf(work, range, cancellationToken);
        crops.Expect(range.Count);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        await FacePass.RunAsync(tracker, PicturesAsync(work, reader, range.Count, cancellationToken), Kept, cancellationToken);
        return tracker.Finish(sought);

        void Kept(Frame picture, FollowedFrame followed)
        {
            foreach (var face in followed.Faces)
            {
                if (followed.IsInView(face))
                {
                    face.Seen!.Read(landmarks);
                    crops.Keep(picture, before + followed.Index, landmarks);
                }
            }

            work.Meter.Report((followed.Index + 1) / PicturesOfFrame(work));
        }
    }

    private static int PicturesOfFrame(ClipWork work) => work.Fields is null ? 1 : FieldSplit.Count;

    /// <summary>The pictures that are looked at: frames, or fields of frames. Each belongs to whoever asks.</summary>
    private static async IAsyncEnumerable<Frame> PicturesAsync(
        ClipWork work, FrameReader reader, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var done = 0; done < count; done++)
        {
            var waiting = work.Clock.Start();
            var frame = await reader.ReadAsync(cancellationToken)
                ?? throw new InvalidOperationException("The reader ended before its range did.");
            work.Clock.Stop(ClockedWork.Decode, waiting);

            var looking = work.Clock.Start();
            if (work.Fields is { } split)
            {
                using (frame)
                {
                    for (var field = 0; field < FieldSplit.Count; field++)
                    {
                        var picture = work.Pool.Rent();
                        split.Take(frame, field, picture);
                        yield return picture;
                    }
                }
            }
            else
            {
                yield return frame;
            }

            work.Clock.Stop(ClockedWork.Faces, looking);
        }
    }

    private FaceTracker TrackerOf(ClipWork work, FrameRange range, CancellationToken cancellationToken)
    {
        var each = PicturesOfFrame(work);
        var rate = work.Clip.Video!.FrameRate;
        return new FaceTracker(
            tools.FaceModels, InTrack(work, range), FrameRate.Of(each * rate.Numerator, rate.Denominator),
            work.Space, work.Spec.Face, work.Spill)
        {
            Stop = cancellationToken,
        };
    }
}

/// <summary>What pass 1 found.</summary>
/// <param name="Track">The face.</param>
/// <param name="Key">What the track is cached under; other things made from it use it in their own keys.</param>
/// <param name="Cached">Whether it came from the cache.</param>
internal sealed record FaceStageResult(FaceTrack Track, string Key, bool Cached)
{
    /// <summary>How frames are split where the track is one of fields; else null.</summary>
    public FieldSplit? Fields { get; init; }

    /// <summary>Frames of the clip that were looked at, now or when the track was cached.</summary>
    public required long LookedAt { get; init; }

    /// <summary>Whether they are all that a whole render looks at.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The track's shots in frames, from the track's start.</summary>
    public IReadOnlyList<FrameRange> Shots => Fields is null
        ? Track.Shots : [.. Track.Shots.Select(shot => new FrameRange(shot.Start / FieldSplit.Count, shot.Count / FieldSplit.Count))];

    /// <summary>Who is seen when, in frames from the track's start.</summary>
    public IReadOnlyList<ShotPerson> People => Fields is null ? Track.People : Track.EverySecond().People;

    /// <summary>What an editor should know, each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
