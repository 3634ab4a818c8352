using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>A voice that was cut on a timeline, through the whole pipeline, checked on the result's decoded sound and mouth.</summary>
public sealed class VoicePiecesTests(MediaFixture media)
{
    private const int RateHz = 48000;
    private const int Frames = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_render_covers_the_clip_with_every_piece_at_its_sample_and_silence_and_a_closed_mouth_between()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), Frames, media.PathOf("pieces.mp4"), Token);
        var made = MadeVoice.Write(media.PathOf("pieces-made.wav"), MadeVoice.Samples(6));
        // A title of its own, so that no earlier run has left this file's analysis in the cache.
        string[] title = ["-metadata", $"title={Guid.NewGuid()}"];
        var still = await media.MakeAsync("pieces-44.wav", ["-i", made, "-ar", "44100", "-ac", "2", "-c:a", "pcm_s24le", .. title]);
        var aac = await media.MakeAsync("pieces-aac.mp4", "-i", made, "-ar", "32000", "-c:a", "aac", "-b:a", "128k");
        var mp3 = await media.MakeAsync("pieces.mp3", "-i", made, "-ar", "22050", "-b:a", "96k");
        VoicePiece[] pieces =
        [
            Piece(still, 0.5137, 1.5137, 0.3),
            Piece(aac, 2.25, 3.05, 1.3),
            Piece(mp3, 1.0001, 2.2001, 3.2007),
            Piece(still, 4.7, 5.4, 5.11),
        ];
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = still,
            VoicePieces = new VoicePieces(pieces),
            OutputFolder = media.PathOf("pieces-out"),
            Format = OutputFormat.ProRes,
        };

        var first = await new RenderPipeline(tools).RunAsync(spec, null, Token);
        var other = spec with { VoicePieces = new VoicePieces([Piece(still, 0.1, 0.9, 0.05)]), OutPoint = MediaPoint.AtFrame(25) };
        var again = await new RenderPipeline(tools).RunAsync(other, null, Token);

        Assert.Equal((Frames, false, true), ((int)first.Report.Frames, first.Report.Cache.Voice, again.Report.Cache.Voice));
        Assert.Empty(first.Report.Warnings);
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(spec.OutputFolder).Count());
        await SoundHoldsAsync(first.OutputPath, pieces);
        var lips = await MeasuredLips.OfAsync(media.Tools, FaceModelsForTests.Shared, first.OutputPath, Frames, Token);
        Assert.All(pieces, piece => Assert.InRange(At(lips, piece.At, piece.End).Max() - At(lips, piece.At, piece.End).Min(), 0.04, 1));
        Assert.All(At(lips, pieces[1].End + Seconds(0.25), pieces[2].At - Seconds(0.25)), opening => Assert.InRange(opening, -0.03, 0.02));
    }

    [Fact]
    public async Task A_thousand_pieces_of_one_file_are_decoded_in_one_pass_and_none_is_off_by_a_sample()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(240, 240), 50, media.PathOf("thousand.mp4"), Token);
        var voice = await media.MakeAsync("thousand.wav", "-f", "lavfi", "-i", "anoisesrc=r=48000:d=3:a=0.5:seed=7", "-c:a", "pcm_s16le");
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = voice,
            VoicePieces = new VoicePieces(Enumerable.Range(0, 1000).Select(i => new VoicePiece(
                voice, Samples(((i * 7919) % 140_000) + 1), Samples(((i * 7919) % 140_000) + 41), Samples((i * 96) + 5)))),
            OutputFolder = media.PathOf("thousand-out"),
            Format = OutputFormat.ProRes,
        };

        var result = await new RenderPipeline(tools).RunAsync(spec, null, Token);

        var (heard, source) = (await DecodeAsync(result.OutputPath), await DecodeAsync(voice));
        var wanted = new float[96_000];
        foreach (var piece in spec.VoicePieces)
        {
            source.AsSpan((int)piece.In.ToSamples(RateHz), 40).CopyTo(wanted.AsSpan((int)piece.At.ToSamples(RateHz)));
        }

        Assert.Equal(wanted, heard);
    }

    [Fact]
    public async Task Pieces_of_surround_keep_their_speakers_and_the_level_of_dialogue()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(200, 200), 12, media.PathOf("surround.mp4"), Token);
        var voice = await media.MakeAsync(
            "surround.wav", "-f", "lavfi", "-i", "aevalsrc=0|0|0.5*sin(2765*t)|0|0|0:c=5.1:s=48000:d=1", "-c:a", "pcm_s24le");
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = voice,
            VoicePieces = new VoicePieces([Piece(voice, 0, 0.2, 0.05), Piece(voice, 0.5, 0.7, 0.26)]),
            OutputFolder = media.PathOf("surround-out"),
            Format = OutputFormat.ProRes,
        };

        var result = await new RenderPipeline(tools).RunAsync(spec, null, Token);

        var sound = (await media.ProbeAsync(result.OutputPath)).Audio!;
        Assert.Equal((6, "5.1"), (sound.Channels, sound.ChannelLayout));
        Assert.Equal(0.5, (await DecodeAsync(result.OutputPath, 2)).Max(), 0.01);
        Assert.Equal(0, (await DecodeAsync(result.OutputPath, 0)).Max(), 0.001);
    }

    private static MediaTime Seconds(double seconds) => MediaTime.FromSeconds(seconds);

    private static MediaTime Samples(int samples) => MediaTime.FromSamples(samples, RateHz);

    private static VoicePiece Piece(string path, double from, double to, double at) => new(path, Seconds(from), Seconds(to), Seconds(at));

    private static float[] At(MeasuredLips lips, MediaTime from, MediaTime to) =>
        lips.Opening[(int)lips.Rate.FrameAt(from)..(int)lips.Rate.FrameAt(to)];

    /// <summary>Each piece is where the largest agreement with its source is at no shift at all, and nothing is heard between.</summary>
    private async Task SoundHoldsAsync(string result, VoicePiece[] pieces)
    {
        var heard = await DecodeAsync(result);
        Assert.Equal(Frames * RateHz / 25, heard.Length);
        var end = 0;
        foreach (var piece in pieces)
        {
            var (at, length) = ((int)piece.At.ToSamples(RateHz), (int)piece.Duration.ToSamples(RateHz));
            var source = (await DecodeAsync(piece.Path)).AsSpan((int)piece.In.ToSamples(RateHz), length).ToArray();
            var shifts = Enumerable.Range(-96, 193).ToArray();
            var middle = source[96..^96];
            var best = shifts.MaxBy(shift => MeasuredLips.Correlation(middle, heard.AsSpan(at + 96 + shift, middle.Length)));
            Assert.Equal(0, best);
            Assert.True(MeasuredLips.Correlation(source, heard.AsSpan(at, length)) > 0.999);
            Assert.InRange(MeasuredLips.Gain(source, heard.AsSpan(at, length)), 0.99, 1.01);
            Assert.All(heard[end..at], s => Assert.Equal(0, s));
            end = at + length;
        }

        Assert.All(heard[end..], s => Assert.Equal(0, s));
    }

    /// <summary>A channel at 48 kHz as ffmpeg alone decodes it.</summary>
    private async Task<float[]> DecodeAsync(string path, int channel = 0)
    {
        string[] decode = [
            "-i", path, "-map", "0:a:0", "-af", $"aresample=48000,pan=mono|c0=c{channel}", "-c:a", "pcm_f32le", "-f", "f32le"];
        var raw = await media.MakeAsync($"{Guid.NewGuid():N}.f32", decode);
        var bytes = await File.ReadAllBytesAsync(raw, Token);
        File.Delete(raw);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes)];
    }
}
