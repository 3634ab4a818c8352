using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>The parser against streams that the ffmpeg of this machine writes.</summary>
public sealed class NutReaderTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("yuv420p", 320, 240, "25", 60)]
    [InlineData("yuv422p10le", 1280, 720, "30000/1001", 12)]
    [InlineData("yuv444p12le", 66, 70, "24000/1001", 100)]
    [InlineData("yuvj420p", 1920, 1080, "60", 6)]
    public async Task Pixels_and_times_are_those_of_the_raw_stream(string format, int width, int height, string rate, int frames)
    {
        string[] source = [.. MediaFixture.Pattern(width, height, rate, 10), "-frames:v", $"{frames}", "-pix_fmt", format, "-c:v",
            "rawvideo"];
        var nut = await media.MakeAsync($"{format}.nut", [.. source, "-enc_time_base", "1:1440000", "-f", "nut"]);
        var raw = await File.ReadAllBytesAsync(await media.MakeAsync($"{format}.raw", [.. source, "-f", "rawvideo"]), Token);
        var listed = await media.RunAsync(
            media.Tools.FfprobePath, ["-v", "error", "-show_entries", "packet=pts", "-print_format", "csv=print_section=0", nut]);
        var expected = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line.TrimEnd(','), null))
            .ToList();

        var (stamps, pixels, unit) = await ReadAsync(await File.ReadAllBytesAsync(nut, Token), 1 << 16);

        Assert.Equal(frames, stamps.Count);
        Assert.Equal(expected, stamps);
        Assert.Equal(new Fraction(1, 1_440_000), unit);
        Assert.True(raw.AsSpan().SequenceEqual(pixels));
    }

    [Fact]
    public async Task Any_division_into_reads_gives_the_same_frames()
    {
        var nut = await File.ReadAllBytesAsync(
            await media.MakeAsync("pieces.nut", [.. MediaFixture.Pattern(64, 64, "25", 0.4), "-pix_fmt", "yuv420p", "-c:v", "rawvideo"]),
            Token);
        var whole = await ReadAsync(nut, nut.Length);
        foreach (var piece in (int[])[1, 2, 7, 4095, 4096, 4097])
        {
            var other = await ReadAsync(nut, piece);
            Assert.Equal(whole.Stamps, other.Stamps);
            Assert.True(whole.Pixels.AsSpan().SequenceEqual(other.Pixels));
        }
    }

    [Fact]
    public async Task A_stream_that_ends_anywhere_gives_its_whole_frames_or_says_so()
    {
        var nut = await File.ReadAllBytesAsync(
            await media.MakeAsync("ends.nut", [.. MediaFixture.Pattern(64, 64, "25", 0.2), "-pix_fmt", "yuv420p", "-c:v", "rawvideo"]),
            Token);
        for (var length = 0; length < nut.Length; length += 97)
        {
            try
            {
                Assert.InRange((await ReadAsync(nut[..length], 4096)).Stamps.Count, 0, 5);
            }
            catch (EndOfStreamException)
            {
                Assert.True(length > 0);
            }
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_such_stream_are_refused()
    {
        var random = new Random(5);
        var nut = await File.ReadAllBytesAsync(
            await media.MakeAsync("flips.nut", [.. MediaFixture.Pattern(64, 64, "25", 0.2), "-pix_fmt", "yuv420p", "-c:v", "rawvideo"]),
            Token);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new byte[4096], 4096));
        for (var i = 0; i < 2000; i++)
        {
            var flipped = (byte[])nut.Clone();
            flipped[random.Next(600)] ^= (byte)(1 << random.Next(8));
            try
            {
                await ReadAsync(flipped, 4096);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                // Either it is read or it is refused; anything else is a fault.
            }
        }
    }

    private static async Task<(List<long> Stamps, byte[] Pixels, Fraction Unit)> ReadAsync(byte[] bytes, int piece)
    {
        var source = new MemoryStream(bytes);
        var reader = new NutReader((into, token) => source.ReadAsync(into[..Math.Min(piece, into.Length)], token));
        List<long> stamps = [];
        using var pixels = new MemoryStream();
        while (await reader.NextAsync(Token) is { } frame)
        {
            var picture = new byte[Math.Min(frame.Bytes, bytes.Length)];
            if (!await reader.FillAsync(picture, Token))
            {
                break;
            }

            stamps.Add(frame.Pts);
            pixels.Write(picture);
        }

        return (stamps, pixels.ToArray(), reader.TimeBase);
    }
}
