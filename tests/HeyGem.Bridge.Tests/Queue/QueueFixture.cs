using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>A ledger on a store of its own with the fake renderer, gone after the test.</summary>
public sealed class QueueFixture : IAsyncDisposable
{
    private CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public QueueFixture(int queueCap = 10_000, TimeSpan? turn = null)
    {
        Folder = Directory.CreateTempSubdirectory("heygem-ledger-").FullName;
        Options = new JobQueueOptions
        {
            QueueCap = queueCap,
            Turn = turn ?? TimeSpan.FromHours(1),
            LookAgain = TimeSpan.FromMilliseconds(100),
            Failed = (_, e) => Faults.Enqueue(e)
        };
        Ledger = Open();
    }

    public string Folder { get; }

    /// <summary>What the queue itself ran into.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Exception> Faults { get; } = [];

    public string StorePath => Path.Combine(Folder, "jobs.db");

    public string Outputs => Path.Combine(Folder, "out");

    public JobQueueOptions Options { get; }

    public FakeRender Render { get; } = new();

    public JobQueue Ledger { get; private set; }

    public void Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _loop = Ledger.RunAsync(_stop.Token);
    }

    public JobQueue Reopen()
    {
        Ledger.Dispose();
        return Ledger = Open();
    }

    public NewJob Job(string key, params string[] clips) => new(
        key,
        string.Join('|', clips),
        key,
        [.. clips.Select(c => new NewItem(
            c, null, new RenderSpec { ClipPath = $"/clips/{c}.mp4", VoicePath = "/clips/voice.wav", OutputFolder = Outputs }))],
        NewJob.NewId());

    public async Task<JobSnapshot> FinishedAsync(string jobId) => await UntilAsync(jobId, j => j.State.IsFinished());

    public async Task<JobSnapshot> UntilAsync(string jobId, Func<JobSnapshot, bool> done)
    {
        for (var job = Ledger.Get(jobId); ; job = Ledger.Get(jobId))
        {
            Assert.Empty(Faults);
            if (done(job))
            {
                return job;
            }

            await Ledger.ChangedAsync(jobId, job.Version).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Ledger.Dispose();
        _stop.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private JobQueue Open() => JobQueue.Open(StorePath, Render.Delegate, Options, TimeProvider.System);
}
