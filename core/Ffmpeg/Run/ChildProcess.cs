using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// A running child with its pipes. It never outlives this process. Disposing stops it within 2 seconds and returns only when
/// it is gone; a child that has ended by itself costs nothing to dispose.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    private readonly Process _process;
    private readonly LineTail _tail = new(20);
    private readonly Task _errorPump;
    private int _stopped;

    private ChildProcess(Process process, ChildProcessSpec spec)
    {
        _process = process;
        Id = process.Id;
        StandardInput = process.StandardInput.BaseStream;
        StandardOutput = process.StandardOutput.BaseStream;
        if (spec.WritesInput)
        {
            UnixCalls.WidenPipe(StandardInput);
        }
        else
        {
            process.StandardInput.Close();
        }

        UnixCalls.WidenPipe(StandardOutput);
        _errorPump = PumpErrorsAsync(process.StandardError, spec.ErrorLine);
    }

    /// <summary>The operating system's number of the process.</summary>
    public int Id { get; }

    /// <summary>Bytes to the child. Unbuffered; closing it tells the child that there is no more.</summary>
    public Stream StandardInput { get; }

    /// <summary>Bytes from the child. A child whose output is not read stops and waits: that is the back-pressure.</summary>
    public Stream StandardOutput { get; }

    /// <summary>The last 20 lines of standard error so far.</summary>
    public IReadOnlyList<string> ErrorTail => _tail.Snapshot();

    /// <summary>Starts the child.</summary>
    /// <exception cref="Win32Exception">The program does not exist or may not be run.</exception>
    public static ChildProcess Start(ChildProcessSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var info = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardErrorEncoding = Encoding.UTF8,
        };

        var process = new Process { StartInfo = info };
        try
        {
            ParentBond.Start(process);
            return new ChildProcess(process, spec);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the child to end by itself, and for its last line of standard error.</summary>
    /// <returns>The exit code; 128 + N (or negative on Windows) after death by signal N.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _errorPump.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Ends the child at once with everything it started; does not wait. Safe from any thread, also twice.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended between our decision and the signal, which is what was wanted.
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

        await CloseAsync(StandardInput).ConfigureAwait(false);
        if (!_process.HasExited)
        {
            await CloseAsync(StandardOutput).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                UnixCalls.SendInterrupt(Id);
            }

            if (!await EndsWithinAsync(Grace).ConfigureAwait(false))
            {
                Kill();
                await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        await _errorPump.ConfigureAwait(false);
        await CloseAsync(StandardOutput).ConfigureAwait(false);
        _process.Dispose();
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

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task PumpErrorsAsync(StreamReader reader, Action<string>? line)
    {
        try
        {
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
            {
                _tail.Add(text);
                line?.Invoke(text);
            }
        }
        catch (IOException)
        {
            // The pipe broke with the child: nothing more to hear.
        }
    }
}
