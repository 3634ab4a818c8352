using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

public sealed class InstallTests : IDisposable
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 700_000).Select(i => (byte)(i * 31 / 7))];

    private readonly GraphFolder _folder = new();
    private readonly Server _server = new(Model);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ModelStore Store => ModelStore.In(new DataFolder(_folder.Root));

    private string Place => Path.Combine(_folder.Root, "models", "installed", "wav2lip");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_catalogue_offers_what_the_engine_can_draw_with()
    {
        var models = Store.Catalog;
        Assert.Equal(["wav2lip-gan", "wav2lip", "wav2lip-256"], models.Where(m => m.Kind == ModelKind.Wav2Lip).Select(m => m.Name));
        Assert.All(models.Where(m => m.Kind == ModelKind.Wav2Lip), m => Assert.True(m.Licence.MustBeAccepted && m.Address is not null));
        Assert.Contains(models, m => m is { Kind: ModelKind.Enhancer, Licence.MustBeAccepted: false });
    }

    [Fact]
    public async Task A_licence_that_limits_use_is_asked_for_once()
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(() => InstallAsync("http://models.test/a.onnx", accept: false));
        Assert.Equal(ErrorCode.WeightsLicenceNotAccepted, error.Code);
        Assert.Contains("non-commercial", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);

        await InstallAsync("http://models.test/a.onnx");
        await InstallAsync("http://models.test/a.onnx", accept: false);
    }

    [Fact]
    public async Task A_download_becomes_visible_when_it_is_whole_and_its_sum_is_kept()
    {
        var seen = new List<InstallProgress>();
        var installed = await InstallAsync("http://models.test/a.onnx", progress: new Now(seen));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Model)), installed.Sha256);
        Assert.Equal(installed.Sha256, await installed.VerifiedSumAsync(Token));
        Assert.Equal(Model, await File.ReadAllBytesAsync(installed.Path, Token));
        Assert.Equal(new InstallProgress(Model.Length, Model.Length), seen[^1]);
        Assert.Equal(installed, Store.Resolve(null, ModelKind.Wav2Lip));
        Assert.Equal(["installed.json", "licence-accepted.txt", "wav2lip_96.onnx"], Directory.GetFiles(Place).Select(Path.GetFileName)
            .Order());
    }

    [Fact]
    public async Task A_download_that_stopped_goes_on_where_it_stopped()
    {
        _server.BreakAfter = 300_000;
        Assert.Equal(ErrorCode.WeightsDownloadFailed,
            (await Assert.ThrowsAsync<HeyGemException>(() => InstallAsync("http://models.test/a.onnx"))).Code);
        Assert.Null(Store.Find("wav2lip"));
        _server.BreakAfter = null;

        var installed = await InstallAsync("http://models.test/a.onnx");

        Assert.Equal(Model, await File.ReadAllBytesAsync(installed.Path, Token));
        Assert.Equal(2, _server.Requests);
        Assert.True(_server.LastFrom > 0, "the second request began at the start");
    }

    [Fact]
    public async Task A_download_begins_anew_when_the_server_has_another_file()
    {
        _server.BreakAfter = 300_000;
        await Assert.ThrowsAsync<HeyGemException>(() => InstallAsync("http://models.test/a.onnx"));
        _server.BreakAfter = null;
        _server.Tag = "\"another\"";

        var installed = await InstallAsync("http://models.test/a.onnx");

        Assert.Equal(Model, await File.ReadAllBytesAsync(installed.Path, Token));
    }

    [Fact]
    public async Task A_wrong_sum_leaves_nothing_behind()
    {
        var model = Entry() with { Sha256 = new string('0', 64) };
        var error = await Assert.ThrowsAsync<HeyGemException>(() => new ModelInstaller(Store, _server, TimeProvider.System)
            .InstallAsync(model, "http://models.test/a.onnx", true, _ => { }, null, Token));
        Assert.Equal(ErrorCode.WeightsHashMismatch, error.Code);
        Assert.Equal(["licence-accepted.txt"], Directory.GetFiles(Place).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_first_installation_s_sum_binds_the_next_one()
    {
        await InstallAsync("http://models.test/a.onnx");
        var other = _folder["other.onnx"];
        await File.WriteAllBytesAsync(other, Model[1..], Token);

        Assert.Equal(ErrorCode.WeightsHashMismatch, (await Assert.ThrowsAsync<HeyGemException>(() => InstallAsync(other))).Code);
        Assert.Equal(Model, await File.ReadAllBytesAsync(Store.Find("wav2lip")!.Path, Token));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_not_installed()
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(() => new ModelInstaller(Store, _server, TimeProvider.System).InstallAsync(
            Entry(), "http://models.test/a.onnx", true, _ =>
                throw new HeyGemException(ErrorCode.WeightsUnsupported, "no model"), null, Token));
        Assert.Equal(ErrorCode.WeightsUnsupported, error.Code);
        Assert.Equal(["licence-accepted.txt"], Directory.GetFiles(Place).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_at_hand_is_copied_and_a_changed_one_is_found_out()
    {
        var file = _folder["mine.onnx"];
        await File.WriteAllBytesAsync(file, Model, Token);
        var installed = await InstallAsync(file);
        Assert.True(File.Exists(file));

        await File.AppendAllTextAsync(installed.Path, "x", Token);
        Assert.Equal(
            ErrorCode.WeightsHashMismatch, (await Assert.ThrowsAsync<HeyGemException>(() => installed.VerifiedSumAsync(Token))).Code);
        File.Delete(installed.Path);
        Assert.Equal(ErrorCode.WeightsMissing, (await Assert.ThrowsAsync<HeyGemException>(() => installed.VerifiedSumAsync(Token))).Code);
    }

    [Theory]
    [InlineData("http://models.test/gone.onnx", ErrorCode.WeightsDownloadFailed)]
    [InlineData("nowhere.onnx", ErrorCode.InputNotFound)]
    public async Task A_source_that_is_not_there_is_a_coded_error(string source, ErrorCode code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<HeyGemException>(() => InstallAsync(source))).Code);

    [Fact]
    public void A_model_that_is_not_installed_is_named_with_its_remedy()
    {
        Assert.Equal(ErrorCode.EngineUnavailable, Assert.Throws<HeyGemException>(() => Store.Resolve(null, ModelKind.Wav2Lip)).Code);
        Assert.Equal(ErrorCode.WeightsMissing, Assert.Throws<HeyGemException>(() => Store.Resolve("wav2lip-256", ModelKind.Wav2Lip)).Code);
        Assert.Equal(
            ErrorCode.WeightsMissing, Assert.Throws<HeyGemException>(() => Store.Resolve("no-such-file.onnx", ModelKind.Wav2Lip)).Code);
    }

    private CatalogModel Entry() => Store.Catalog.Single(m => m.Name == "wav2lip");

    private Task<InstalledModel> InstallAsync(string source, bool accept = true, IProgress<InstallProgress>? progress = null) =>
        new ModelInstaller(Store, _server, TimeProvider.System).InstallAsync(Entry(), source, accept, _ => { }, progress, Token);

    private sealed class Now(List<InstallProgress> seen) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value) => seen.Add(value);
    }

    /// <summary>A server of one file that knows ranges and may break off.</summary>
    private sealed class Server(byte[] file) : HttpMessageHandler
    {
        public int? BreakAfter { get; set; }

        public string Tag { get; set; } = "\"one\"";

        public int Requests { get; private set; }

        public long LastFrom { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            if (request.RequestUri!.AbsolutePath == "/gone.onnx")
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            }

            LastFrom = request.Headers.Range?.Ranges.Single().From ?? 0;
            var resumes = LastFrom > 0 && request.Headers.IfRange?.EntityTag?.Tag == Tag;
            var rest = resumes ? file[(int)LastFrom..] : file;
            var response = new HttpResponseMessage(resumes ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
            {
                Content = new StreamContent(BreakAfter is { } bytes ? new MemoryStream(rest[..bytes]) : new MemoryStream(rest)),
            };
            response.Headers.ETag = new EntityTagHeaderValue(Tag);
            response.Content.Headers.ContentLength = rest.Length;
            if (resumes)
            {
                response.Content.Headers.ContentRange = new ContentRangeHeaderValue(LastFrom, file.Length - 1, file.Length);
                response.Content.Headers.ContentLength = null;
            }

            return Task.FromResult(response);
        }
    }
}
