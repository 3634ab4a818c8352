using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Barcode;

/// <summary>
/// Every picture of a source carries its number, and its sound one click: the result is read back picture by picture. What is shown is what
/// was asked for, at the source's rate, with the click within a millisecond of its picture.
/// </summary>
public sealed class BarcodeMatrixTests(MediaFixture media, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Sixty_chosen_files_are_shown_picture_by_picture()
    {
        Assert.Equal(60, BarcodeRow.Chosen.Count);
        return RunAsync(BarcodeRow.Chosen);
    }

    /// <summary>The whole matrix; some minutes.</summary>
    [Fact(Explicit = true)]
    public Task Every_file_of_the_matrix_is_shown_picture_by_picture() => RunAsync(BarcodeRow.All);

    /// <summary>What the whole matrix found wrong once.</summary>
    [Fact(Explicit = true)]
    public Task Rows_at_119_88_are_shown_picture_by_picture() =>
        RunAsync([.. BarcodeRow.All.Where(row => row.Rate.Numerator == 120000)]);

    private async Task RunAsync(IReadOnlyList<BarcodeRow> rows)
    {
        var raw = media.PathOf($"{Guid.NewGuid():N}.yuv");
        await File.WriteAllBytesAsync(raw, BarcodeClip.Raw(), Token);
        Dictionary<(string, FrameRate), string> made = [];
        List<string> wrong = [];
        foreach (var row in rows)
        {
            var key = (row.Kind, row.Rate);
            made.TryGetValue(key, out var source);
            made[key] = source ??= await MakeAsync(row, raw);
            var fault = await FaultAsync(row, source);
            output.WriteLine($"{row}: {fault ?? "right"}");
            if (fault is not null)
            {
                wrong.Add($"{row}: {fault}");
            }
        }

        Assert.Empty(wrong);
    }

    private async Task<string> MakeAsync(BarcodeRow row, string raw)
    {
        var (ending, picture, sound, _) = BarcodeRow.Kinds[row.Kind];
        var (click, length) = (BarcodeClip.ClickAt(row.Rate), row.Rate.StartOf(BarcodeClip.Frames).Seconds);
        string[] pixels = picture.Contains("-pix_fmt", StringComparison.Ordinal) ? [] : ["-pix_fmt", "yuv420p"];
        return await media.MakeAsync($"{Guid.NewGuid():N}.{ending}", [
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{BarcodeClip.Width}x{BarcodeClip.Height}", "-r", row.Rate.ToString(),
            "-i", raw,
            "-f", "lavfi", "-i", FormattableString.Invariant(
                $"aevalsrc='if(lt(abs(t-{click:0.######}),0.001),0.8,0)':s=48000:d={length:0.######}"),
            .. picture.Split(' '), .. pixels, .. sound.Split(' '), "-shortest"]);
    }

    /// <summary>What is wrong with a row's result, or null.</summary>
    private async Task<string?> FaultAsync(BarcodeRow row, string source)
    {
        var result = media.PathOf($"{Guid.NewGuid():N}.mov");
        try
        {
            var clip = await media.ProbeAsync(source);
            var voice = await media.ProbeVoiceAsync(source);
            var video = clip.Video!;
            if (video.FrameCount != BarcodeClip.Frames || video.FrameRate != row.Rate)
            {
                return $"{video.FrameCount} frames at {video.FrameRate}";
            }

            var (start, length) = (row.Rate.StartOf(row.First), row.Rate.StartOf(row.Count));
            var spec = FrameWriterTests.SpecOf(clip, row.Format, result) with
            {
                FrameCount = row.Count,
                Audio = new AudioSource(voice.Path, start, length) { Stream = voice.Audio },
            };
            await using (var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token))
            {
                var range = new FrameRange(row.First, row.Count);
                await using var reader = await FrameReader.OpenAsync(media.Tools, clip, range, FrameWriterTests.PoolOf(clip), Token);
                while (await reader.ReadAsync(Token) is { } frame)
                {
                    await writer.WriteAsync(frame, Token);
                    frame.Dispose();
                }

                result = (await writer.FinishAsync(Token)).Path;
            }

            return await FaultOfResultAsync(row, result);
        }
        catch (HeyGemException e)
        {
            return $"{e.Code.WireName()} {e.Message}";
        }
        finally
        {
            File.Delete(result);
        }
    }

    private async Task<string?> FaultOfResultAsync(BarcodeRow row, string result)
    {
        var back = await media.ProbeAsync(result);
        var video = back.Video!;
        var numbers = (await media.ReadAllAsync(back)).Select(f => BarcodeClip.Read(f, video.Layout, video.Width, video.Height)).ToList();
        if (!numbers.SequenceEqual(Enumerable.Range(row.First, row.Count)))
        {
            return $"shows {BarcodeClip.Say(numbers)}";
        }

        if (video.FrameRate != row.Rate || video.IsVariableRate)
        {
            return $"has the rate {video.FrameRate}";
        }

        var samples = await new AudioReader(media.Tools).ReadMonoAsync(back, MediaTime.Zero, null, 48_000, Token);
        var late = BarcodeClip.Click(samples) + row.Rate.StartOf(row.First).Seconds - BarcodeClip.ClickAt(row.Rate);
        return Math.Abs(late) <= 0.001 ? null : FormattableString.Invariant($"is heard {late * 1000:0.00} ms late");
    }
}
