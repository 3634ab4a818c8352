using System.ComponentModel;
using System.Text;
using CliWrap;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>Starts ffmpeg's programs, and runs those whose whole answer is a text.</summary>
internal static class FfmpegOutput
{
    /// <summary>Silence after which a child that owes us something is ended.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    /// <summary>Starts a program whose pipes the caller reads or writes.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/> when it cannot be started.</exception>
    public static ChildProcess Start(ChildProcessSpec spec)
    {
        try
        {
            return ChildProcess.Start(spec);
        }
        catch (Win32Exception e)
        {
            throw Missing(spec.FileName, e);
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
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = new StallWatch(kill.Cancel, stallLimit, TimeProvider.System);
        var tail = new LineTail(20);
        void Hear(string text)
        {
            watch.Wait();
            line(text);
        }

        var command = Cli.Wrap(program)
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(Hear, Encoding.UTF8))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(tail.Add, Encoding.UTF8));
        watch.Wait();
        try
        {
            var result = await ParentBond.RunAsync(command, kill.Token).ConfigureAwait(false);
            return (result.ExitCode, tail.Snapshot());
        }
        catch (Win32Exception e)
        {
            throw Missing(program, e);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HeyGemException(
                ErrorCode.FfmpegStalled, $"{Path.GetFileName(program)} was silent for {watch.Limit.TotalSeconds:0} seconds and was stopped.");
        }
    }

    private static HeyGemException Missing(string program, Win32Exception e) =>
        new(ErrorCode.FfmpegMissing, $"{program} could not be started: {(e.InnerException ?? e).Message}.", e);
}
