using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class GoneDiskTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_waits_for_its_drive_and_never_goes_to_the_empty_folder_that_the_drive_left()
    {
        await using var disk = await SmallDisk.MountAsync(4);
        await using var fixture = new QueueFixture();
        var outputs = Directory.CreateDirectory(Path.Combine(disk.Folder, "out")).FullName;
        var job = fixture.Job("there", "a");
        job = job with { Items = [job.Items[0] with { Spec = job.Items[0].Spec with { OutputFolder = outputs } }] };
        fixture.Ledger.Submit(job);
        await RunAsync("/bin/umount", disk.Folder);
        fixture.Reopen();
        fixture.Start();

        var held = await fixture.UntilAsync(job.Id, j => j.Items[0] is { State: ItemState.Queued, Error: not null });
        var left = Directory.GetFileSystemEntries(disk.Folder);
        await RunAsync("/bin/mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.Folder);
        var done = await fixture.FinishedAsync(job.Id);

        Assert.Contains($"The drive {disk.Folder}", held.Items[0].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("is not connected", held.Items[0].Error!.Message, StringComparison.Ordinal);
        Assert.Empty(left);
        Assert.Equal((JobState.Completed, 1), (done.State, done.Items[0].Attempt));
        Assert.True(File.Exists(Path.Combine(outputs, "a_lipsync.mp4")));
    }

    [Fact]
    public async Task Another_drive_at_the_same_place_is_not_the_one_that_a_result_goes_to()
    {
        await using var disk = await SmallDisk.MountAsync(4);
        await using var fixture = new QueueFixture();
        var outputs = Directory.CreateDirectory(Path.Combine(disk.Folder, "out")).FullName;
        var job = fixture.Job("there", "a");
        job = job with { Items = [job.Items[0] with { Spec = job.Items[0].Spec with { OutputFolder = outputs } }] };
        fixture.Ledger.Submit(job);
        await RunAsync("/bin/mount", "-t", "tmpfs", "-o", "size=4m", "another-drive", disk.Folder);
        fixture.Start();

        var held = await fixture.UntilAsync(job.Id, j => j.Items[0] is { State: ItemState.Queued, Error: not null });
        var left = Directory.GetFileSystemEntries(disk.Folder);
        await RunAsync("/bin/umount", disk.Folder);
        var done = await fixture.FinishedAsync(job.Id);

        Assert.Contains($"The drive {disk.Folder},", held.Items[0].Error!.Message, StringComparison.Ordinal);
        Assert.Empty(left);
        Assert.Equal(JobState.Completed, done.State);
        Assert.True(File.Exists(Path.Combine(outputs, "a_lipsync.mp4")));
    }

    [Fact]
    public async Task A_crash_before_the_last_move_and_a_drive_that_is_read_only_since_keep_nothing_else_from_being_rendered()
    {
        await using var disk = await SmallDisk.MountAsync(4);
        await using var fixture = new QueueFixture();
        var job = fixture.Job("there", "a");
        job = job with { Items = [job.Items[0] with { Spec = job.Items[0].Spec with { OutputFolder = disk.Folder } }] };
        fixture.Ledger.Submit(job);
        fixture.Start();
        var item = (await fixture.FinishedAsync(job.Id)).Items[0];
        await fixture.StopAsync();
        fixture.Ledger.Dispose();

        // As it is after the note and before the move.
        var staging = Directory.CreateDirectory(Path.Combine(disk.Folder, ".heygem-" + item.Id)).FullName;
        var staged = Path.Combine(staging, "a_lipsync.mp4");
        File.Move(item.Output!.Path, staged);
        await using (var connection = new SqliteConnection($"Data Source={fixture.StorePath};Pooling=False"))
        {
            await connection.OpenAsync(Now);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE items SET state = 1, finished_at = NULL, staged_path = $staged; UPDATE jobs SET state = 1";
            command.Parameters.AddWithValue("$staged", staged);
            await command.ExecuteNonQueryAsync(Now);
        }

        await disk.MakeReadOnlyAsync();
        fixture.Reopen();
        fixture.Start();
        var other = fixture.Ledger.Submit(fixture.Job("elsewhere", "b")).Job;

        Assert.Equal(JobState.Completed, (await fixture.FinishedAsync(other.Id)).State);
        var left = (await fixture.FinishedAsync(job.Id)).Items[0];
        Assert.Equal((ItemState.Failed, "output.not_writable"), (left.State, left.Error!.Code));
        Assert.Null(fixture.Ledger.Fault);
        Assert.True(File.Exists(staged));
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        await using var child = ChildProcess.Start(new ChildProcessSpec(program, arguments));
        Assert.Equal(0, await child.WaitAsync(Now));
    }
}
