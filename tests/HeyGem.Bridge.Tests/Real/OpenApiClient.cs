using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Real;

/// <summary>A client that knows the OpenAPI file and nothing else of the bridge: it calls operations by their names there.</summary>
internal sealed class OpenApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Func<string> _standing;
    private readonly Dictionary<string, (HttpMethod Method, string Path)> _operations = [];

    /// <param name="port">Where the bridge listens.</param>
    /// <param name="token">Its token.</param>
    /// <param name="standing">Says how the bridge stands when nobody answers.</param>
    public OpenApiClient(int port, string token, Func<string> standing)
    {
        _standing = standing;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "bridge", "openapi.json")))!;
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                _operations[operation!["operationId"]!.GetValue<string>()] = (new HttpMethod(method.ToUpperInvariant()), path);
            }
        }
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Calls an operation and gives the JSON of its answer; anything but success fails the test.</summary>
    public async Task<JsonObject> CallAsync(string operation, string? id = null, string query = "", HttpContent? body = null)
    {
        using var response = await SendAsync(operation, id, query, body);
        var text = await response.Content.ReadAsStringAsync(Now);
        Assert.True(response.IsSuccessStatusCode, $"{operation}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public async Task<byte[]> BytesAsync(string operation, string id)
    {
        using var response = await SendAsync(operation, id, string.Empty, null);
        Assert.True(response.IsSuccessStatusCode, $"{operation}: {(int)response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync(Now);
    }

    /// <summary>Uploads a file and gives its id.</summary>
    public async Task<string> UploadAsync(string path)
    {
        using var content = new StreamContent(File.OpenRead(path));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return (await CallAsync("upload", query: "?name=" +
            Uri.EscapeDataString(Path.GetFileName(path)), body: content))["uploadId"]!.GetValue<string>();
    }

    /// <summary>Submits clips by path or upload, all with one voice.</summary>
    public async Task<JsonObject> SubmitAsync(string key, string field, string voice, params IReadOnlyList<string> clips)
    {
        var request = new JsonObject
        {
            ["idempotencyKey"] = key,
            ["items"] = new JsonArray(
                [.. clips.Select(
                c => (JsonNode)new JsonObject { ["clip"] = new JsonObject { [field] = c },
                ["audio"] = new JsonObject { [field] = voice } })]),
        };
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        return await CallAsync("submitJob", body: content);
    }

    /// <summary>Follows a job by long poll until it is finished; every answer is newer than the one before.</summary>
    public async Task<JsonObject> PollAsync(string id)
    {
        for (long since = 0; ;)
        {
            var job = await CallAsync("getJob", id, $"?waitMs=20000&since={since}");
            Assert.True(job["version"]!.GetValue<long>() >= since);
            if (job["state"]!.GetValue<string>() is "completed" or "failed" or "cancelled")
            {
                return job;
            }

            since = job["version"]!.GetValue<long>();
        }
    }

    /// <summary>Follows a job by server-sent events until the stream ends, and gives each item as it was told last.</summary>
    public async Task<(JsonObject? Job, SortedDictionary<int, JsonObject> Items)> FollowAsync(string id)
    {
        var (method, path) = _operations["followJob"];
        using var request = new HttpRequestMessage(method, path.Replace("{id}", id, StringComparison.Ordinal));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
        JsonObject? job = null;
        var items = new SortedDictionary<int, JsonObject>();
        await foreach (var e in SseParser.Create(
            await response.Content.ReadAsStreamAsync(Now), (_, bytes) => JsonNode.Parse(bytes)!.AsObject()).EnumerateAsync(Now))
        {
            job = e.Data["job"]?.AsObject() ?? job;
            if (e.Data["item"] is JsonObject item)
            {
                items[item["position"]!.GetValue<int>()] = item;
            }
        }

        return (job, items);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string operation, string? id, string query, HttpContent? body)
    {
        var (method, path) = _operations[operation];
        using var request = new HttpRequestMessage(method, path.Replace("{id}", id, StringComparison.Ordinal) + query) { Content = body };
        try
        {
            return await _http.SendAsync(request, Now);
        }
        catch (HttpRequestException e)
        {
            throw new HttpRequestException($"{e.Message} {_standing()}", e);
        }
    }
}
