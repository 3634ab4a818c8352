using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Starts processes so that none outlives this one, even when this one is killed. On Linux the kernel delivers a death signal when the
/// <em>thread</em> that forked ends, so every child is started from one thread that lives as long as the process; <c>setpriv</c> asks
/// for the signal between fork and exec and keeps the process id. On Windows a job object closes over the children.
/// Elsewhere a child ends when its pipes break.
/// </summary>
internal static class ParentBond
{
    private static readonly string? Setpriv = OperatingSystem.IsLinux() ? FindSetpriv() : null;
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Done)> Queue = [];
    private static readonly Lazy<Thread> Starter = new(StartThread);

    /// <summary>Starts <paramref name="process"/>, whose start info names the program itself.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static void Start(Process process)
    {
        if (Setpriv is not null)
        {
            var info = process.StartInfo;
            string[] prefix = ["--pdeathsig", "KILL", "--", info.FileName];
            for (var i = 0; i < prefix.Length; i++)
            {
                info.ArgumentList.Insert(i, prefix[i]);
            }

            info.FileName = Setpriv;
        }

        _ = Starter.Value;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((process, done));
        done.Task.GetAwaiter().GetResult();
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Add(process);
        }
    }

    private static Thread StartThread()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "child process starter" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        foreach (var (process, done) in Queue.GetConsumingEnumerable())
        {
            try
            {
#pragma warning disable RS0030 // The one place that starts a process.
                process.Start();
#pragma warning restore RS0030
                done.SetResult();
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                done.SetException(ExceptionDispatchInfo.SetCurrentStackTrace(e));
            }
        }
    }

    private static string? FindSetpriv()
    {
        string[] candidates = ["/usr/bin/setpriv", "/bin/setpriv"];
        return candidates.FirstOrDefault(File.Exists);
    }
}
