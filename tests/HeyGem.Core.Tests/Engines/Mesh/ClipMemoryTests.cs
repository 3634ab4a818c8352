using System.Runtime.CompilerServices;
using HeyGem.Core.Engines.Mesh;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>Collects garbage for the whole process, which the tests that count allocations would notice: nothing runs beside it.</summary>
[CollectionDefinition(nameof(ClipMemoryTests), DisableParallelization = true)]
[Collection(nameof(ClipMemoryTests))]
public sealed class ClipMemoryTests
{
    [Fact]
    public void An_analysed_clip_lets_go_of_its_track()
    {
        var (clip, track) = Analyse();

        GC.Collect();

        Assert.False(track.IsAlive);
        Assert.True(clip.EverOpens);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (MeshClip Clip, WeakReference Track) Analyse()
        {
            var track = MouthShapeTests.Talker();
            return (MeshClip.Analyse(track, CancellationToken.None), new WeakReference(track));
        }
    }
}
