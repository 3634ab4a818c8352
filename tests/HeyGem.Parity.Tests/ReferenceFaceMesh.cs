using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;
using Newtonsoft.Json;

namespace HeyGem.Parity.Tests;

/// <summary>MediaPipe's own face mesh, the WebAssembly build of the npm package, run in Chromium without a window.</summary>
internal static class ReferenceFaceMesh
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Landmarks for each picture, in its pixels with pixel edges at whole numbers; empty where no face was found.</summary>
    public static async Task<List<Vector2[]>> RunAsync(IReadOnlyList<FacePicture> pictures, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var port = FreePort();
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var profile = Directory.CreateTempSubdirectory("heygem-chromium-");
        try
        {
            await using var browser = ChildProcess.Start(new ChildProcessSpec(Chromium(),
            [
                "--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
                "--disable-dev-shm-usage", $"--user-data-dir={profile.FullName}", $"http://127.0.0.1:{port}/",
            ]));
            return await ServeAsync(listener, pictures, limit.Token);
        }
        finally
        {
            Remove(profile);
        }
    }

    private static async Task<List<Vector2[]>> ServeAsync(
        HttpListener listener, IReadOnlyList<FacePicture> pictures, CancellationToken cancellationToken)
    {
        while (true)
        {
            var context = await listener.GetContextAsync().WaitAsync(cancellationToken);
            var path = context.Request.Url!.AbsolutePath;
            if (path is "/result" or "/failed")
            {
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync(cancellationToken);
                await AnswerAsync(context, [], "text/plain", cancellationToken);
                Assert.True(path == "/result", $"The reference page failed: {body}");
                return [.. JsonConvert.DeserializeObject<float[][][]>(body)!.Select(
                    face => face.Select(p => new Vector2(p[0], p[1])).ToArray())];
            }

            var (bytes, type) = Content(path, pictures);
            await AnswerAsync(context, bytes, type, cancellationToken);
        }
    }

    private static (byte[]? Bytes, string Type) Content(string path, IReadOnlyList<FacePicture> pictures)
    {
        if (path == "/")
        {
            return (Encoding.UTF8.GetBytes(ReferencePage.Html), "text/html");
        }

        if (path == "/list")
        {
            var sizes = pictures.Select(p => new { width = p.Frame.Width, height = p.Frame.Height });
            return (Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(sizes)), "application/json");
        }

        var name = Path.GetFileName(path);
        if (path.StartsWith("/picture/", StringComparison.Ordinal))
        {
            return (pictures[int.Parse(name, null)].Rgba(), "application/octet-stream");
        }

        var file = Path.Combine(FaceModelsForTests.PackageFolder, name);
        return File.Exists(file) && path.StartsWith("/package/", StringComparison.Ordinal)
            ? (File.ReadAllBytes(file), TypeOf(name)) : (null, "text/plain");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };

    private static async Task AnswerAsync(HttpListenerContext context, byte[]? bytes, string type, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = bytes is null ? 404 : 200;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = bytes?.Length ?? 0;
        try
        {
            await context.Response.OutputStream.WriteAsync(bytes ?? [], cancellationToken);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // The browser gave up on this request; it asks again for what it needs.
        }
    }

    private static string Chromium()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        var found = string.IsNullOrEmpty(named)
            ? folders.SelectMany(f => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(n => Path.Combine(f, n)))
                .FirstOrDefault(File.Exists)
            : named;
        Assert.True(found is not null, "Chromium is not installed. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.");
        return found;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A last file of the browser's profile may still be open; the system clears its folder for temporary files.
        }
    }
}
