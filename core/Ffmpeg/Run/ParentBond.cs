using System.Collections.Concurrent;
using System.ComponentModel;
using CliWrap;
using CliWrap.Builders;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Runs CliWrap's commands so that no child outlives this process, even when this one is killed. On Linux the kernel delivers a death
/// signal when the <em>thread</em> that forked ends, so every child is started from one thread that lives as long as the process;
/// <c>setpriv</c> asks for the signal between fork and exec and keeps the process id. On Windows a job object closes over the children.
/// Elsewhere a child ends when its pipes break.
/// </summary>
public static class ParentBond
{
    private static readonly string? _setpriv =
        OperatingSystem.IsLinux() ? new[] { "/usr/bin/setpriv", "/bin/setpriv" }.FirstOrDefault(File.Exists) : null;

    private static readonly BlockingCollection<Action> _queue = [];
    private static readonly Lazy<Thread> _starter = new(StartThread);

    /// <summary>Starts a command whose pipes are its own; the task is the command's.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="kill">Ends the child at once with everything it started; the task is then cancelled.</param>
    /// <exception cref="Win32Exception">The program cannot be started. Thrown here, not by the task.</exception>
    public static Task<CommandResult> RunAsync(Command command, CancellationToken kill) => Start(command, kill, CancellationToken.None).Run;

    /// <summary>Starts a command.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="kill">Ends the child at once with everything it started.</param>
    /// <param name="interrupt">Asks the child to end, as Ctrl+C would.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    internal static StartedCommand Start(Command command, CancellationToken kill, CancellationToken interrupt)
    {
        ArgumentNullException.ThrowIfNull(command);
        var bound = command;
        if (_setpriv is not null)
        {
            var program = ArgumentsBuilder.Escape(command.TargetFilePath);
            bound = command.WithTargetFile(_setpriv).WithArguments($"--pdeathsig KILL -- {program} {command.Arguments}");
        }

        _ = _starter.Value;
        var done = new TaskCompletionSource<StartedCommand>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(() =>
        {
            try
            {
                done.SetResult(NativeProcess.Start(bound, kill, interrupt));
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
            {
                done.SetException(e);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    private static Thread StartThread()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "child process starter" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        foreach (var start in _queue.GetConsumingEnumerable())
        {
            start();
        }
    }
}
