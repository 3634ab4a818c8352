using System.Collections.Concurrent;
using System.Text.Json;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Carried;

/// <summary>
/// The last way in, for panels whose host lets nothing onto the network: a request is a file <c>NAME.request</c> in the data folder's
/// <c>mailbox</c>, put there by renaming, and <c>NAME.answer</c> comes back the same way. NAME is 32 hexadecimal digits. Only the user's
/// own account reaches the folder, and every request shows its token there, too.
/// </summary>
internal sealed class Mailbox(BridgeSettings settings, CarriedPipeline pipeline, TimeProvider time) : BackgroundService
{
    private const int MostBytes = 4 << 20;
    private const int MostAtOnce = 16;

    private static readonly TimeSpan _busy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _stays = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Task> _answering = [];

    /// <summary>Makes the folder, empty of what an earlier run left, and answers until the bridge stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var found = Look(stoppingToken);
                await Task.Delay(found || !_answering.IsEmpty ? _busy : _idle, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_answering.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes up new requests and removes what nobody fetched; a disk that says no is asked again at the next look.</summary>
    private bool Look(CancellationToken stoppingToken)
    {
        try
        {
            PrivateFile.MakeFolder(settings.MailboxFolder);
            var files = new DirectoryInfo(settings.MailboxFolder).EnumerateFiles().ToList();
            var old = time.GetUtcNow() - _stays;
            files.Where(f => f.LastWriteTimeUtc < old).ToList().ForEach(f => f.Delete());
            var room = Math.Max(0, MostAtOnce - _answering.Count);
            var fresh = files.Where(f => f.Exists && f.Extension == ".request" && !_answering.ContainsKey(f.Name)).Take(room).ToList();
            fresh.ForEach(f => Begin(f, stoppingToken));
            return fresh.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Begin(FileInfo file, CancellationToken stoppingToken)
    {
        var answering = _answering[file.Name] = AnswerAsync(file, stoppingToken);
        answering.ContinueWith(
            _ => _answering.TryRemove(file.Name, out var _),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task AnswerAsync(FileInfo file, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            var letter = Read(file);
            file.Delete();
            if (letter is not null && await pipeline.AnswerAsync(letter.Call, letter.Token, stoppingToken) is { } reply)
            {
                var answer = JsonSerializer.SerializeToUtf8Bytes(reply, JsonSerializerOptions.Web);
                PrivateFile.Write(Path.ChangeExtension(file.FullName, ".answer"), answer);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // No answer is what the client takes for none; it asks again or tells its user.
        }
    }

    /// <summary>What a file asks for, or null where it is no request: a link, too large, oddly named, not JSON.</summary>
    private static Letter? Read(FileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        return file.LinkTarget is null && file.Length <= MostBytes && name.Length == 32 && name.All(char.IsAsciiHexDigitLower)
            && CarriedJson.TryRead<Letter>(File.ReadAllBytes(file.FullName)) is
            { Token: not null, Method: not null, Path: ['/', ..] } letter
                ? letter
                : null;
    }

    private sealed record Letter(string Token, string Method, string Path, string? Body = null)
    {
        public CarriedCall Call => new(Method, Path, Body);
    }
}
