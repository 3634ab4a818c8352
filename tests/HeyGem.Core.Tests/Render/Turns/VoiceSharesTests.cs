using HeyGem.Core.Render.Turns;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render.Turns;

/// <summary>How new voices are given to people who spoke at known times.</summary>
public sealed class VoiceSharesTests
{
    private static readonly IReadOnlyList<LipSpan>[] _turns = [[new(0, 3), new(8, 10)], [new(3.5, 7)]];

    [Fact]
    public void A_phrase_goes_whole_to_whoever_spoke_then_and_each_share_reaches_half_way_to_the_next()
    {
        var shares = VoiceShares.OfOne([new(0.2, 3.2), new(4, 6.6), new(7.4, 9)], _turns, 12);

        Assert.Equal([new(0, 3.6), new(7, 12)], shares[0]);
        Assert.Equal([new(3.6, 7)], shares[1]);
    }

    [Fact]
    public void A_phrase_over_a_change_of_speakers_is_cut_between_their_turns_and_a_scrap_is_not()
    {
        var cut = VoiceShares.OfOne([new(1, 6)], _turns, 12);
        var scrap = VoiceShares.OfOne([new(1, 3.6)], _turns, 12);

        Assert.Equal([new LipSpan(0, 3.25)], cut[0]);
        Assert.Equal([new LipSpan(3.25, 12)], cut[1]);
        Assert.Equal([new LipSpan(0, 12)], scrap[0]);
        Assert.Empty(scrap[1]);
    }

    [Fact]
    public void What_is_said_far_from_every_turn_is_nobodys()
    {
        var shares = VoiceShares.OfOne([new(1, 2), new(12, 13)], _turns, 20);

        Assert.Equal([new LipSpan(0, 7)], shares[0]);
        Assert.Empty(shares[1]);
    }

    [Fact]
    public void Several_voices_go_each_to_the_one_who_speaks_at_the_same_times_and_no_two_to_one()
    {
        var found = VoiceShares.OfSeveral([[new(3.4, 7)], [new(0, 4), new(8, 9)]], _turns);
        var both = VoiceShares.OfSeveral([[new(0, 2)], [new(0, 1)]], _turns);

        Assert.Equal([1, 0], found.Select(f => f.Who));
        Assert.Equal((3.5, 0.0), (Math.Round(found[0].Common, 3), Math.Round(found[0].Next, 3)));
        Assert.Equal([0, -1], both.Select(f => f.Who));
    }
}
