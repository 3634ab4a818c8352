using System.Text;
using CliWrap;
using CsCheck;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>
/// A file's name never becomes an option, a protocol, a pattern or a second argument, in any command line of ffmpeg or ffprobe. Each line
/// is compared with the one of a plain name, which must differ in the name alone, and is read back from a real child.
/// </summary>
public sealed class HostileNameTests
{
    private const string Plain = "plain";

    private static readonly string[] _pieces =
    [
        "a", " ", "\"", "\\", "\\\"", "'", "\n", "\r", "\t", "%", "%d", "%03d", "%PATH%", "$(id)", "`id`", "*", "?", "[0-9]", "{a,b}",
        "|", ";", "&", "-", "--", "-i", "-y", "file:", "concat:", "pipe:1", "http://", "subfile,,start,0,:", "=", ":", ",", "#", "@",
        "测试", "🎬", ".mp4",
    ];

    private static readonly Gen<string> _name = Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]).Array[1, 8].Select(string.Concat);

    private static readonly (string Name, Func<string, IReadOnlyList<string>> Line)[] _commands =
    [
        ("probe", path => ProbeArguments.Streams(path, null)),
        ("probe of a still", path => ProbeArguments.Streams(path, "png_pipe")),
        ("packets", path => ProbeArguments.Packets(path, null, 1, withoutEdits: true)),
        ("pictures", path => DecodeVideoArguments.Build(new DecodeVideoRequest
        {
            Path = path, Stream = 0, SeekSeconds = 1.5, TimeBase = new Fraction(1, 90_000), Shift = 7, PixelFormat = "yuv420p", Threads = 2,
        })),
        ("sound", path => DecodeAudioArguments.Build(path, 1, 16_000)),
        ("thumbnail", path => ThumbnailArguments.Of(path, new PictureMoment(1.5), 320, path)),
        ("packets of a result", PacketListArguments.Of),
        ("encode", path => EncodeArguments.Build(new EncodeRequest
        {
            OutputPath = path,
            IsMp4 = true,
            Codec = ["-c:v", "libx264"],
            Layout = PixelLayout.Yuv420P8,
            EncodedPixelFormat = "yuv420p",
            Width = 64,
            Height = 64,
            FrameRate = FrameRate.Of(25, 1),
            Filters = ["setsar=1"],
            Tags = [],
            FrameCount = 10,
            Sound = new EncodeSound
            {
                Path = path,
                Streams = [1],
                Channels = 2,
                Layout = string.Empty,
                FirstSample = 0,
                SourceSamples = 48_000,
                TotalSamples = 48_000,
            },
        })),
    ];

    [Fact]
    public void A_name_stays_one_argument_with_its_prefix_in_every_command() => _name.Sample(
        name =>
        {
            foreach (var (_, line) in _commands)
            {
                var (hostile, plain) = (Path.GetFullPath("/" + name), Path.GetFullPath("/" + Plain));
                Assert.Equal(
                    line(plain).Select(a => a.Replace("file:" + plain, "file:" + hostile, StringComparison.Ordinal)), line(hostile));
                Assert.Contains("file:" + hostile, line(hostile));
            }
        },
        iter: 300,
        threads: 1);

    [Fact]
    public async Task A_child_gets_each_command_as_it_was_built()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs printf");
        await _name.SampleAsync(
            async name =>
            {
                var arguments = _commands.SelectMany(c => c.Line("/" + name)).ToArray();
                using var output = new MemoryStream();
                var command = Cli.Wrap("/usr/bin/printf")
                    .WithArguments([@"%s\0", .. arguments])
                    .WithStandardOutputPipe(PipeTarget.ToStream(output));
                await ParentBond.RunAsync(command, CancellationToken.None);
                Assert.Equal([.. arguments, string.Empty], Encoding.UTF8.GetString(output.ToArray()).Split('\0'));
            },
            iter: 40,
            threads: 1);
    }
}
