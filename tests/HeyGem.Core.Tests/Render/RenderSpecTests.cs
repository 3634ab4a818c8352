using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render;

public sealed class RenderSpecTests
{
    private static readonly RenderSpec _plain = new() { ClipPath = "clip.mov", VoicePath = "voice.wav", OutputFolder = "out" };

    public static TheoryData<string, RenderSpec> Refused => new()
    {
        { "intensity", _plain with { Intensity = -0.01 } },
        { "intensity", _plain with { Intensity = 1.51 } },
        { "intensity", _plain with { Intensity = double.NaN } },
        { "offset", _plain with { Offset = new LipOffset(51, 0) } },
        { "offset", _plain with { Offset = new LipOffset(int.MinValue, 0) } },
        { "offset", _plain with { Offset = new LipOffset(0, -1000.5) } },
        { "offset", _plain with { Offset = new LipOffset(0, double.NaN) } },
        { "still", _plain with { StillRate = default(FrameRate) } },
        { "still", _plain with { StillRate = FrameRate.Of(241, 1) } },
        { "windowOffset", _plain with { Wav2Lip = new Wav2LipOptions { WindowOffset = 6 } } },
        { "1 person", _plain with { Speakers = Of("voice.wav") } },
        { "7 people", _plain with { Speakers = Of("voice.wav", "2", "3", "4", "5", "6", "7") } },
        { "first who speaks", _plain with { Speakers = Of("1", "voice.wav") } },
        { "cut", _plain with { Speakers = Of("voice.wav", "2"), Fit = FitPolicy.Loop } },
        { "no face", _plain with { Speakers = Of("voice.wav", "2"), PersonPath = "anna.png" } },
        { "no face", _plain with { Speakers = Of("voice.wav", "2"), AudioIn = MediaPoint.AtFrame(3) } },
        {
            "Piece 1", _plain with
            {
                Speakers = new Speakers(Of("voice.wav", "2").Select(s => s with
                {
                    Pieces = new VoicePieces([new(s.VoicePath, new(9), new(9), new(0))]),
                })),
            }
        },
        { "either all", _plain with { Speakers = new Speakers([.. Of("voice.wav"), new Speaker("2")]) } },
        {
            "heard whole", _plain with
            {
                Speakers = new Speakers([new Speaker("voice.wav")
                {
                    Pieces = new VoicePieces([new("voice.wav", new(0), new(9), new(0))]),
                }]),
            }
        },
        { "Range 2", _plain with { NoLipSync = new Stretches([new(new(0), new(9)), new(new(8), new(10))]) } },
        { "enhancerShare", _plain with { Wav2Lip = new Wav2LipOptions { EnhancerShare = double.NaN } } },
    };

    private static Speakers Of(params string[] voices) =>
        new(voices.Select(voice => new Speaker(voice) { Face = new FaceChoice(FaceRule.Left) }));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Numbers_outside_their_ranges_are_refused_by_name(string named, RenderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var error = Assert.Throws<HeyGemException>(spec.Check);

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ends_of_the_ranges_are_taken()
    {
        (_plain with { Intensity = 0, Offset = new LipOffset(-50, 1000), StillRate = FrameRate.Of(1, 1) }).Check();
        (_plain with { Speakers = new Speakers([new Speaker("voice.wav")]) }).Check();
        (_plain with { Intensity = 1.5, Offset = new LipOffset(50, -1000), StillRate = FrameRate.Of(240, 1) }).Check();
        (_plain with { Wav2Lip = new Wav2LipOptions { WindowOffset = -5, EnhancerShare = 1 } }).Check();
    }
}
