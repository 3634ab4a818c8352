using System.Net;
using System.Net.Http.Headers;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>
/// Fetches a file over HTTP into a part file, and goes on where an earlier try stopped as long as the server still has the same file.
/// </summary>
internal sealed class Download(HttpMessageHandler handler, string part)
{
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    private string TagFile => part + ".tag";

    /// <summary>Removes what is remembered of a download.</summary>
    public static void Forget(string part) => File.Delete(part + ".tag");

    /// <summary>Fetches all of it. There is no limit on the whole time, only on silence.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsDownloadFailed"/>; what arrived stays for the next try.</exception>
    public async Task RunAsync(Uri address, long? expectedBytes, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            stall.CancelAfter(StallLimit);
            var have = File.Exists(part) && File.Exists(TagFile) ? new FileInfo(part).Length : 0;
            using var response = await AskAsync(client, address, have, stall.Token);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == have)
            {
                return;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw Failure(address, $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            var resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
            var total = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength ?? expectedBytes;
            Remember(response);
            await using var body = await response.Content.ReadAsStreamAsync(stall.Token);
            await using var file = new FileStream(
                part, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18, FileOptions.Asynchronous);
            var done = resumes ? have : 0;
            var buffer = new byte[1 << 18];
            for (int read; (read = await body.ReadAsync(buffer, stall.Token)) > 0;)
            {
                stall.CancelAfter(StallLimit);
                await file.WriteAsync(buffer.AsMemory(0, read), stall.Token);
                done += read;
                progress?.Report(new InstallProgress(done, total));
            }

            if (total is { } whole && done != whole)
            {
                throw Failure(address, $"{done} of {whole} bytes arrived");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(address, $"nothing arrived for {StallLimit.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw Failure(address, e.Message, e);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri address, long have, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0 && EntityTagHeaderValue.TryParse(await File.ReadAllTextAsync(TagFile, cancellationToken), out var tag) && !tag.IsWeak)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Keeps the server's mark of this very file; without one, the next try begins anew.</summary>
    private void Remember(HttpResponseMessage response)
    {
        if (response.Headers.ETag is { IsWeak: false } tag)
        {
            File.WriteAllText(TagFile, tag.ToString());
        }
        else
        {
            File.Delete(TagFile);
        }
    }

    private static HeyGemException Failure(Uri address, string reason, Exception? inner = null) =>
        new(ErrorCode.WeightsDownloadFailed, $"{address} could not be fetched: {reason}.", inner);
}
