using System.ComponentModel;
using System.Text;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>Starts ffmpeg's programs, and runs those whose whole answer is a text.</summary>
internal static class FfmpegOutput
{
    /// <summary>Silence after which a child that owes us something is ended.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    /// <summary>Starts a program.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/> when it cannot be started.</exception>
    public static ChildProcess Start(ChildProcessSpec spec)
    {
        try
        {
            return ChildProcess.Start(spec);
        }
        catch (Win32Exception e)
        {
            throw new HeyGemException(ErrorCode.FfmpegMissing, $"{spec.FileName} could not be started: {e.Message}.", e);
        }
    }

    /// <summary>Standard output of a program that succeeds.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegDied"/> on another exit code.</exception>
    public static async Task<string> ReadTextAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var (exit, tail) = await ReadLinesAsync(program, arguments, line => text.Append(line).Append('\n'), cancellationToken).ConfigureAwait(false);
        return exit == 0
            ? text.ToString()
            : throw new HeyGemException(ErrorCode.FfmpegDied, $"{program} ended with code {exit}: {string.Join(" | ", tail.TakeLast(3))}");
    }

    /// <summary>Runs a program and hands over its standard output line by line.</summary>
    /// <returns>The exit code and the last lines of standard error.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegStalled"/> after a silence of <see cref="StallLimit"/>.</exception>
    public static Task<(int ExitCode, IReadOnlyList<string> ErrorTail)> ReadLinesAsync(
        string program, IReadOnlyList<string> arguments, Action<string> line, CancellationToken cancellationToken) =>
        ReadLinesAsync(program, arguments, line, StallLimit, cancellationToken);

    /// <summary>Runs a program and hands over its standard output line by line.</summary>
    /// <returns>The exit code and the last lines of standard error.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegStalled"/> after a silence of <paramref name="stallLimit"/>.</exception>
    public static async Task<(int ExitCode, IReadOnlyList<string> ErrorTail)> ReadLinesAsync(
        string program, IReadOnlyList<string> arguments, Action<string> line, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        var child = Start(new ChildProcessSpec(program, arguments));
        await using (child.ConfigureAwait(false))
        {
            using var watch = new StallWatch(child, stallLimit, TimeProvider.System);
            using var registration = cancellationToken.Register(child.Kill);
            using var reader = new StreamReader(child.StandardOutput, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
            watch.Wait();
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
            {
                watch.Wait();
                line(text);
            }

            var exit = await child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return watch.Fired
                ? throw new HeyGemException(ErrorCode.FfmpegStalled, $"{Path.GetFileName(program)} was silent for {watch.Limit.TotalSeconds:0} seconds and was stopped.")
                : (exit, child.ErrorTail);
        }
    }
}
