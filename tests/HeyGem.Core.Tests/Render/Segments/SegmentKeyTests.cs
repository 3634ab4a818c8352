using System.Reflection;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Onnx;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Tests.Render.Segments;

/// <summary>What a segment is known by: every setting that reaches a pixel, and nothing else.</summary>
public sealed class SegmentKeyTests
{
    private static readonly RenderSpec _spec = new()
    {
        ClipPath = "/clips/a.mp4",
        VoicePath = "/voices/a.wav",
        VoicePieces = new VoicePieces([Piece("/voices/a.wav", 1)]),
        OutputFolder = "/out",
    };

    /// <summary>Each property of a spec, with a spec that differs in it.</summary>
    private static readonly Dictionary<string, RenderSpec> _changes = new()
    {
        [nameof(RenderSpec.VoicePieces)] = _spec with { VoicePieces = new VoicePieces([Piece("/voices/a.wav", 2)]) },
        [nameof(RenderSpec.VoiceTimesPath)] = _spec with { VoiceTimesPath = "/voices/a.times" },
        [nameof(RenderSpec.In)] = _spec with { In = MediaPoint.AtFrame(3) },
        [nameof(RenderSpec.OutPoint)] = _spec with { OutPoint = MediaPoint.AtFrame(3) },
        [nameof(RenderSpec.AudioIn)] = _spec with { AudioIn = MediaPoint.AtFrame(3) },
        [nameof(RenderSpec.AudioOut)] = _spec with { AudioOut = MediaPoint.AtFrame(3) },
        [nameof(RenderSpec.Engine)] = _spec with { Engine = "wav2lip" },
        [nameof(RenderSpec.Wav2Lip)] = _spec with { Wav2Lip = new Wav2LipOptions { WindowOffset = 1 } },
        [nameof(RenderSpec.Provider)] = _spec with { Provider = OnnxProvider.Cpu },
        [nameof(RenderSpec.Streams)] = _spec with { Streams = StreamNumbers.None with { Video = 2 } },
        [nameof(RenderSpec.Format)] = _spec with { Format = OutputFormat.DnxHr },
        [nameof(RenderSpec.AllowPartial)] = _spec with { AllowPartial = true },
        [nameof(RenderSpec.Fit)] = _spec with { Fit = FitPolicy.Loop },
        [nameof(RenderSpec.Intensity)] = _spec with { Intensity = 1.01 },
        [nameof(RenderSpec.Offset)] = _spec with { Offset = new LipOffset(1, 0) },
        [nameof(RenderSpec.VoiceStyle)] = _spec with { VoiceStyle = VoiceStyle.Clear },
        [nameof(RenderSpec.Face)] = _spec with { Face = Other() },
        [nameof(RenderSpec.PersonPath)] = _spec with { PersonPath = "/pictures/a.jpg" },
        [nameof(RenderSpec.Speakers)] = _spec with { Speakers = Two("/voices/a.wav", "/pictures/a.jpg", FaceRule.Left) },
        [nameof(RenderSpec.NoLipSync)] = _spec with { NoLipSync = new Stretches([new(new(0), new(5))]) },
        [nameof(RenderSpec.Correction)] = _spec with
        {
            Correction = new Correction { ResultPath = "/out/a.mp4", From = MediaPoint.AtFrame(1), To = MediaPoint.AtFrame(2) },
        },
        [nameof(RenderSpec.Preview)] = _spec with { Preview = new Preview() },
        [nameof(RenderSpec.WordsMouth)] = _spec with
        {
            KnownWords = new KnownWords("de") { Text = "Ja." },
            WordsMouth = WordsMouth.Closures,
        },
        [nameof(RenderSpec.StillRate)] = _spec with { StillRate = FrameRate.Of(30, 1) },
    };

    /// <summary>What reaches no pixel; files go by what is inside them.</summary>
    private static readonly Dictionary<string, RenderSpec> _indifferent = new()
    {
        [nameof(RenderSpec.ClipPath)] = _spec with { ClipPath = "/moved/b.mp4" },
        [nameof(RenderSpec.VoicePath)] = _spec with
        {
            VoicePath = "/moved/b.wav",
            VoicePieces = new VoicePieces([Piece("/moved/b.wav", 1)]),
        },
        [nameof(RenderSpec.Captions)] = _spec with { Captions = new SpokenCaptions { Path = "/clips/de.srt", Language = "de" } },
        [nameof(RenderSpec.KnownWords)] = _spec with { KnownWords = new KnownWords("de") { Text = "Ja." } },
        [nameof(RenderSpec.Variant)] = _spec with { Variant = "de" },
        [nameof(RenderSpec.OutputFolder)] = _spec with { OutputFolder = "/elsewhere" },
        [nameof(RenderSpec.FinalAudioPath)] = _spec with { FinalAudioPath = "/music.wav" },
        [nameof(RenderSpec.NoAudio)] = _spec with { NoAudio = true },
        [nameof(RenderSpec.StripMetadata)] = _spec with { StripMetadata = true },
    };

    [Fact]
    public void Every_property_of_a_spec_is_known_here() => Assert.Equal(
        typeof(RenderSpec).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Order(),
        _changes.Keys.Concat(_indifferent.Keys).Order());

    [Fact]
    public void What_reaches_a_pixel_changes_the_key_and_nothing_else_does()
    {
        Assert.All(_changes, change => Assert.NotEqual(Settings(_spec), Settings(change.Value)));
        Assert.All(_indifferent, change => Assert.Equal(Settings(_spec), Settings(change.Value)));
    }

    [Fact]
    public void A_piece_of_the_voice_with_something_else_inside_changes_the_key() =>
        Assert.NotEqual(SegmentKey.SettingsOf(_spec, _ => "one"), SegmentKey.SettingsOf(_spec, _ => "two"));

    [Fact]
    public void Times_of_a_voice_count_by_what_is_inside()
    {
        var (here, there) = (_spec with { VoiceTimesPath = "/a.times" }, _spec with { VoiceTimesPath = "/b.times" });

        Assert.Equal(Settings(here), Settings(there));
        Assert.NotEqual(SegmentKey.SettingsOf(here, path => path), SegmentKey.SettingsOf(there, path => path));
    }

    [Fact]
    public void Words_that_drive_the_mouth_count_by_what_they_are()
    {
        string Key(WordsMouth mouth, KnownWords words) =>
            SegmentKey.SettingsOf(_spec with { WordsMouth = mouth, KnownWords = words }, path => Path.GetFileName(path));
        var said = new KnownWords("de") { Text = "Ja." };

        Assert.NotEqual(Key(WordsMouth.Half, said), Key(WordsMouth.Closures, said));
        Assert.NotEqual(Key(WordsMouth.Half, said), Key(WordsMouth.Half, said with { Text = "Nein." }));
        Assert.NotEqual(Key(WordsMouth.Half, said), Key(WordsMouth.Half, said with { Language = "nl" }));
        var file = new KnownWords("de") { Path = "/a/talk.txt" };
        Assert.Equal(Key(WordsMouth.Half, file), Key(WordsMouth.Half, file with { Path = "/moved/talk.txt" }));
        Assert.NotEqual(Key(WordsMouth.Half, file), Key(WordsMouth.Half, file with { Path = "/a/other.txt" }));
        Assert.Equal(Key(WordsMouth.Off, said), Key(WordsMouth.Off, file));
    }

    [Fact]
    public void Speakers_count_by_who_they_are_and_what_is_inside_their_files()
    {
        string Key(Speakers speakers) => SegmentKey.SettingsOf(_spec with { Speakers = speakers }, path => Path.GetFileName(path));
        var known = Key(Two("/voices/a.wav", "/pictures/a.jpg", FaceRule.Left));

        Assert.Equal(known, Key(Two("/moved/a.wav", "/moved/a.jpg", FaceRule.Left)));
        Assert.NotEqual(known, Key(Two("/voices/b.wav", "/pictures/a.jpg", FaceRule.Left)));
        Assert.NotEqual(known, Key(Two("/voices/a.wav", "/pictures/b.jpg", FaceRule.Left)));
        Assert.NotEqual(known, Key(Two("/voices/a.wav", "/pictures/a.jpg", FaceRule.Right)));
        Assert.NotEqual(known, Key(new Speakers(Two("/voices/a.wav", "/pictures/a.jpg", FaceRule.Left)
            .Select(s => s with { Pieces = new VoicePieces([Piece("/voices/a.wav", 3)]) }))));
    }

    private static Speakers Two(string voice, string person, FaceRule rule) =>
        new([new Speaker(voice) { Face = new FaceChoice(rule) }, new Speaker("/voices/c.wav") { PersonPath = person }]);

    private static string Settings(RenderSpec spec) => SegmentKey.SettingsOf(spec, _ => "content");

    private static VoicePiece Piece(string path, int seconds) =>
        new(path, MediaTime.Zero, MediaTime.FromSeconds(seconds), MediaTime.Zero);

    private static FaceChoice Other() => FaceChoice.TryParse("12.5,7", out var choice) ? choice : FaceChoice.Auto;
}
