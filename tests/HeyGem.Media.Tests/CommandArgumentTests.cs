using System.Text;
using CliWrap;
using CsCheck;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

public sealed class CommandArgumentTests
{
    private static readonly string[] _pieces =
    [
        "a", " ", "  ", "\"", "\\", "\\\\", "\\\"", "'", "\n", "\r\n", "\t", "$(id)", "`id`", "%", "%PATH%",
        "*", "?", "|", ";", "&", ">", "-", "--", "file:", "concat:", "测试", "🎬",
    ];

    private static readonly Gen<string> _hostile = Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]).Array[0, 8].Select(string.Concat);

    [Fact]
    public async Task Any_argument_reaches_a_command_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs printf");
        await _hostile.Array[1, 12].SampleAsync(
            async arguments =>
            {
                using var output = new MemoryStream();
                var command = Cli.Wrap("/usr/bin/printf")
                    .WithArguments([@"%s\0", .. arguments])
                    .WithStandardOutputPipe(PipeTarget.ToStream(output));
                await ParentBond.RunAsync(command, CancellationToken.None);
                Assert.Equal([.. arguments, string.Empty], Encoding.UTF8.GetString(output.ToArray()).Split('\0'));
            },
            iter: 100,
            threads: 1);
    }
}
