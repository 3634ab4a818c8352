using System.ComponentModel;
using System.Text;
using CliWrap;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// A running CliWrap command whose pipes the caller reads and writes at its own pace, for pictures and sound; a command whose whole
/// answer is a text goes through <see cref="ParentBond.RunAsync"/>. It never outlives this process. Disposing stops it within 2 seconds
/// and returns only when it is gone; a child that has ended by itself costs nothing to dispose.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int WideInput = 1 << 20;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    private readonly LineTail _tail = new(20);
    private readonly CancellationTokenSource _interrupt = new();
    private readonly CancellationTokenSource _kill = new();

    // Ends CliWrap's side of both pipes: until then they, and with them the process object, are ours.
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _errorsRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StartedCommand _child;
    private int _stopped;

    private ChildProcess(ChildProcessSpec spec)
    {
        var errors = PipeTarget.ToDelegate(
            line =>
            {
                _tail.Add(line);
                spec.ErrorLine?.Invoke(line);
            },
            Encoding.UTF8);
        var command = Cli.Wrap(spec.FileName)
            .WithArguments(spec.Arguments)
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(spec.WritesInput
                ? PipeSource.Create((stream, stop) => HoldAsync(stream, WideInput).WaitAsync(stop))
                : PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.Create((stream, _) => HoldAsync(stream, spec.OutputPipeBytes)))
            .WithStandardErrorPipe(PipeTarget.Create(async (stream, stop) =>
            {
                try
                {
                    await errors.CopyFromAsync(stream, stop).ConfigureAwait(false);
                }
                finally
                {
                    _errorsRead.TrySetResult();
                }
            }));
        _child = ParentBond.Start(command, _kill.Token, _interrupt.Token);
    }

    /// <summary>The operating system's number of the process.</summary>
    public int Id => _child.Id;

    /// <summary>Bytes from the child. A child whose output is not read stops and waits: that is the back-pressure.</summary>
    public Stream StandardOutput => _child.Output;

    /// <summary>The last 20 lines of standard error so far.</summary>
    public IReadOnlyList<string> ErrorTail => _tail.Snapshot();

    /// <summary>Starts the child.</summary>
    /// <exception cref="Win32Exception">The program does not exist or may not be run.</exception>
    public static ChildProcess Start(ChildProcessSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new ChildProcess(spec);
    }

    /// <summary>
    /// Hands bytes to a child that <see cref="ChildProcessSpec.WritesInput">reads from us</see>; returns when its pipe has taken them.
    /// </summary>
    /// <exception cref="IOException">The child ended or does not read any more.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _child.Input.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException e)
        {
            // CliWrap closes the pipe when the child has ended, under the hands of a writer.
            throw new IOException("The child ended before it had read everything.", e);
        }
    }

    /// <summary>Tells the child that there is no more.</summary>
    public ValueTask EndInputAsync() => CloseAsync(_child.Input);

    /// <summary>Waits for the child to end by itself, and for its last line of standard error.</summary>
    /// <returns>The exit code; 128 + N (or negative on Windows) after death by signal N.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        var exit = await _child.ExitCode.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _errorsRead.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return exit;
    }

    /// <summary>Ends the child at once with everything it started; does not wait. Safe from any thread, also twice.</summary>
    public void Kill()
    {
        try
        {
            _kill.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was disposed of, so it is gone.
        }
    }

    /// <summary>
    /// Stops the child: its pipes are closed (a child blocked on a full pipe wakes), it is interrupted, and after 0.7 s killed with
    /// its tree. Returns when the process is gone.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await EndInputAsync().ConfigureAwait(false);

        // Also where it has ended: something that it started may still hold its standard error open.
        _kill.CancelAfter(Grace);
        if (!_child.ExitCode.IsCompleted)
        {
            await CloseAsync(StandardOutput).ConfigureAwait(false);
            await _interrupt.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(_child.ExitCode, _child.Run).ConfigureAwait(false);
        }

        _released.TrySetResult();
        await ((Task)_child.Run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _kill.Dispose();
        _interrupt.Dispose();
    }

    private Task HoldAsync(Stream pipe, int bytes)
    {
        UnixCalls.SizePipe(pipe, bytes);
        return _released.Task;
    }

    private static async ValueTask CloseAsync(Stream stream)
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A broken pipe at closing says only that the child went first.
        }
    }
}
