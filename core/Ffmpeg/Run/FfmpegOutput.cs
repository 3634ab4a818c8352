using System.ComponentModel;
using System.Text;
using CliWrap;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Answers;

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
        var (exit, tail) = await ReadLinesAsync(program, arguments, line => text.Append(line).Append('\n'), cancellationToken)
            .ConfigureAwait(false);
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
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegStalled"/> after a silence of
    /// <paramref name="stallLimit"/>.</exception>
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
                ErrorCode.FfmpegStalled,
                $"{Path.GetFileName(program)} was silent for {watch.Limit.TotalSeconds:0} seconds and was stopped.");
        }
    }

    /// <summary>
    /// Runs a program whose answer says where it ends. A program that dies, or ends before its answer does, says nothing about the file: it
    /// is run once more, and a second death is its own error.
    /// </summary>
    /// <param name="program">Absolute path of the program.</param>
    /// <param name="arguments">Its arguments, one entry each.</param>
    /// <param name="begin">Makes an empty answer; called for each run.</param>
    /// <param name="stallLimit">Silence after which the program is stopped.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    /// <returns>The whole answer, the exit code and the last lines of standard error.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegDied"/> or <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public static async Task<(T Answer, int ExitCode, IReadOnlyList<string> ErrorTail)> ReadAnswerAsync<T>(
        string program, IReadOnlyList<string> arguments, Func<T> begin, TimeSpan stallLimit, CancellationToken cancellationToken)
        where T : IToolAnswer
    {
        for (var retried = false; ; retried = true)
        {
            var answer = begin();
            var (exit, tail) = await ReadLinesAsync(program, arguments, answer.Add, stallLimit, cancellationToken).ConfigureAwait(false);
            if ((answer.IsWhole || ToolExit.PassedPixelLimit(tail)) && !ToolExit.IsDeath(exit))
            {
                return (answer, exit, tail);
            }

            if (retried)
            {
                throw ToolExit.Died(program, exit, tail);
            }
        }
    }

    /// <summary>
    /// The same about a file of which something may be known: what was said before is not asked again, and what is said now is added.
    /// </summary>
    /// <param name="file">What is known of the file that the arguments name.</param>
    /// <param name="program">Absolute path of the program.</param>
    /// <param name="arguments">Its arguments, one entry each.</param>
    /// <param name="begin">Makes an empty answer; called for each run.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    /// <returns>The whole answer, the exit code and the last lines of standard error.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegDied"/>, or <see cref="ErrorCode.FfmpegStalled"/> after a silence of
    /// <see cref="StallLimit"/>.</exception>
    public static async Task<(T Answer, int ExitCode, IReadOnlyList<string> ErrorTail)> ReadAnswerAsync<T>(
        FileAnswers file, string program, IReadOnlyList<string> arguments, Func<T> begin, CancellationToken cancellationToken)
        where T : IToolAnswer
    {
        if (file.Find(program, arguments) is { } known)
        {
            var again = begin();
            foreach (var line in known.Lines)
            {
                again.Add(line);
            }

            return (again, 0, known.ErrorTail);
        }

        var (said, exit, tail) = await ReadAnswerAsync(
            program, arguments, () => new Written<T>(begin()), StallLimit, cancellationToken).ConfigureAwait(false);
        if (exit == 0 && said.IsWhole)
        {
            file.Add(program, arguments, new Answer(said.Lines, tail));
        }

        return (said.Answer, exit, tail);
    }

    private static HeyGemException Missing(string program, Win32Exception e) =>
        new(ErrorCode.FfmpegMissing, $"{program} could not be started: {(e.InnerException ?? e).Message}.", e);

    /// <summary>An answer and the lines that it was read from.</summary>
    private sealed class Written<T>(T answer) : IToolAnswer
        where T : IToolAnswer
    {
        public T Answer => answer;

        public List<string> Lines { get; } = [];

        public bool IsWhole => answer.IsWhole;

        public void Add(string line)
        {
            Lines.Add(line);
            answer.Add(line);
        }
    }
}
