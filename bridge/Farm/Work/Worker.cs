using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>Puts a worker together: its folder, its way to the bridge, its places.</summary>
internal static class Worker
{
    /// <summary>Works until it is cancelled.</summary>
    /// <param name="options">How.</param>
    /// <param name="tools">ffmpeg and the models.</param>
    /// <param name="tell">Told what a person should know, a sentence.</param>
    /// <param name="cancellationToken">Ends the work; what is at work is given back.</param>
    /// <exception cref="HeyGemException">What <see cref="WorkerLoop.RunAsync"/> throws; the folder cannot be used, or another worker has
    /// it.</exception>
    public static async Task RunAsync(WorkOptions options, RenderTools tools, Action<string> tell, CancellationToken cancellationToken)
    {
        using var held = Take(options.Folder);
        using var link = new BridgeLink(options.Invitation);
        WorkerLoop? loop = null;
        var media = Directory.CreateDirectory(Path.Combine(options.Folder, "media")).FullName;
        using var shelf = new MediaShelf(media, options.CacheBytes, (key, from, into, token) =>
            link.ReadAsync($"media/{key}?worker={loop!.Worker}", from, into, token));
        var slots = Enumerable.Range(0, options.Slots).Select(n => new SlotWork(options, tools, shelf, n)).ToList();
        try
        {
            loop = new WorkerLoop(options, tools.Lanes(), link, slots, tell);
            await loop.RunAsync(cancellationToken);
        }
        finally
        {
            foreach (var slot in slots)
            {
                await slot.DisposeAsync();
            }
        }
    }

    /// <summary>Takes the folder, which is one worker's, and removes what an earlier one was at.</summary>
    private static FileStream Take(string folder)
    {
        try
        {
            PrivateFile.MakeFolder(folder);
            var held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var slots = Path.Combine(folder, "slots");
            if (Directory.Exists(slots))
            {
                Directory.Delete(slots, recursive: true);
            }

            return held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.OutputNotWritable, $"The worker's folder cannot be used: {e.Message}", e)
            {
                Hint = "Another worker may have it: set HEYGEM_DATA to a folder of its own for each.",
            };
        }
    }
}
