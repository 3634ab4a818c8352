using HeyGem.Core.Captions;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Speech;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Dubbing;

/// <summary>A voice of a known pace: ten characters a second, and a little off the pace it is asked for, as real ones are.</summary>
public sealed class CueSpeakerTests
{
    [Theory]
    [InlineData(2.0, 1.0)]
    [InlineData(1.8, 1.111)]
    [InlineData(2.3, 0.87)]
    public async Task Speech_fills_its_place_and_never_passes_it(double place, double speed)
    {
        var (cue, sound) = await SpeakAsync(20, new CuePlace(5, 5 + place, 60));

        Assert.Equal(CueOutcome.Fits, cue.Outcome);
        Assert.InRange(cue.Speed, speed * 0.99, speed * 1.05);
        Assert.InRange(cue.End - cue.Start, place * 0.95, place);
        Assert.Equal(cue.End - cue.Start, sound!.Seconds, 3);
        Assert.Null(cue.Advice);
    }

    [Fact]
    public async Task A_long_place_is_filled_at_the_slowest_pace_and_no_slower()
    {
        var (cue, _) = await SpeakAsync(20, new CuePlace(0, 10, 60));

        Assert.Equal(CueOutcome.Fits, cue.Outcome);
        Assert.InRange(cue.Speed, 0.85, 0.9);
    }

    [Fact]
    public async Task Speech_too_long_for_its_place_runs_into_free_time_and_says_what_would_fit()
    {
        var (cue, _) = await SpeakAsync(20, new CuePlace(0, 1, 60));

        Assert.Equal(CueOutcome.RunsOver, cue.Outcome);
        Assert.InRange(cue.Speed, 1.15, 1.2);
        Assert.InRange(cue.End, 1.6, 1.75);
        Assert.Matches(@"^Shorten it by (8|9) of 20 characters, or let it end 0\.[67]\d s later\.$", cue.Advice);
    }

    [Fact]
    public async Task Speech_never_sounds_over_the_next_cue()
    {
        var (cue, sound) = await SpeakAsync(20, new CuePlace(0, 1, 1.2));

        Assert.Equal(CueOutcome.Cut, cue.Outcome);
        Assert.InRange(cue.End, 1.1, 1.15);
        Assert.Equal(0, sound!.Samples[^1], 3);
        Assert.Contains("moving", cue.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cue_without_times_is_spoken_at_its_own_pace_after_the_one_before()
    {
        var text = new Cue(MediaTime.Zero, MediaTime.Zero, new string('a', 20), null) { IsUntimed = true };
        var token = TestContext.Current.CancellationToken;

        var (first, _) = await CueSpeaker.SpeakAsync(text, 1, CuePlace.After(null), Voice(), token);
        var (second, _) = await CueSpeaker.SpeakAsync(text, 2, CuePlace.After(first), Voice(), token);

        Assert.Equal((CueOutcome.Fits, 1.0, 0.0, null), (first.Outcome, first.Speed, first.Start, first.Advice));
        Assert.Equal((first.End, second.End), (first.PlaceEnd, second.PlaceEnd));
        Assert.Equal(first.End + 0.4, second.Start, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("♪")]
    public async Task A_cue_without_words_is_not_spoken(string text)
    {
        var (cue, sound) = await CueSpeaker.SpeakAsync(
            new Cue(MediaTime.Zero, MediaTime.FromSeconds(1), text, null), 1, new CuePlace(0, 1, 2), Voice(),
            TestContext.Current.CancellationToken);

        Assert.Equal(CueOutcome.Unspoken, cue.Outcome);
        Assert.Null(sound);
        Assert.NotNull(cue.Advice);
    }

    [Fact]
    public async Task A_place_of_no_time_is_listed_not_failed() =>
        Assert.Equal(CueOutcome.RunsOver, (await SpeakAsync(3, new CuePlace(1, 1, 9))).Cue.Outcome);

    [Fact]
    public async Task Phones_lie_at_their_moments_in_the_clip()
    {
        var (cue, _) = await SpeakAsync(20, new CuePlace(5, 7, 60));

        var phone = Assert.Single(cue.Phones);
        Assert.Equal(5.5, phone.Start, 0.05);
        Assert.Equal(LipContact.Lips, phone.Contact);
    }

    [Fact]
    public void Places_end_where_the_next_cue_begins_and_equal_beginnings_share_their_time()
    {
        var places = CuePlace.Of([At(0, 4, "aaaa"), At(3, 6, "bbb"), At(10, 14, "ccc"), At(10, 14, "ccccccccccc"), At(20, 20, "d")]);

        Assert.Equal([(0, 3, 3), (3, 6, 10), (10, 11, 11), (11, 14, 20), (20, 20, double.PositiveInfinity)],
            places.Select(p => (p.Start, p.End, p.Next)));
    }

    private static Cue At(double start, double end, string text) =>
        new(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), text, null);

    private static Task<(DubCue Cue, SpokenText? Sound)> SpeakAsync(int characters, CuePlace place) => CueSpeaker.SpeakAsync(
        At(place.Start, place.End, new string('a', characters)), 1, place, Voice(), TestContext.Current.CancellationToken);

    private static SpeechVoice Voice() =>
        new(new TenASecond(), new VoiceInfo("fake", "de", "Fake", ["de"]), "de");

    private sealed class TenASecond : ISpeechVoice
    {
        public string Source => "fake";

        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public string? Variation(VoiceInfo voice, string variation) => null;

        public Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken)
        {
            var pace = 1 + ((order.Speed - 1) * 0.8);
            var samples = new float[(int)(order.Text.Length * 1600 / pace)];
            samples.AsSpan().Fill(0.3f);
            return Task.FromResult(new SpokenText(samples, 16_000) { Phones = [new(0.5, 0.6, "p", LipContact.Lips)] });
        }
    }
}
