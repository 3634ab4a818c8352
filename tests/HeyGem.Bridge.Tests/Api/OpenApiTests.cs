using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Api;

public sealed class OpenApiTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_one_that_the_build_wrote()
    {
        var written = Path.Combine(TestFolders.Repository, "artifacts", "openapi", "openapi.json");
        var committed = Path.Combine(TestFolders.Repository, "bridge", "openapi.json");

        Assert.True(
            await File.ReadAllTextAsync(written, Now) == await File.ReadAllTextAsync(committed, Now),
            "bridge/openapi.json is out of date: copy artifacts/openapi/openapi.json over it and build the panel's types again.");
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(5000, Explicit = true)]
    public async Task No_generated_request_makes_the_bridge_fail(int requests)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("generated", "a.mp4"))["id"]!.GetValue<string>());
        var generator = new RequestGenerator(
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestFolders.Repository, "bridge", "openapi.json"), Now))!.AsObject(),
            new Random(20261121),
            [job["id"]!.GetValue<string>(), job["items"]![0]!["id"]!.GetValue<string>(), bridge.Clip("a.mp4")]);
        var seen = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i < requests; i++)
        {
            var (method, address, body) = generator.Next();
            using var request = new HttpRequestMessage(method, address);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.TryAddWithoutValidation("Content-Type",
                    address.StartsWith("/api/v1/uploads", StringComparison.Ordinal) ? "application/octet-stream" : "application/json");
            }

            using var response = await bridge.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
            seen[response.StatusCode] = seen.GetValueOrDefault(response.StatusCode) + 1;
            // A zero byte in the address, and one that is too long, are refused by the server itself, without a body.
            Assert.True((int)response.StatusCode < 500, $"{method} {address} {body} got {response.StatusCode}.");
            if ((int)response.StatusCode >= 400 && response.StatusCode != HttpStatusCode.RequestUriTooLong
                && !address.Contains("%00", StringComparison.Ordinal))
            {
                await BridgeFixture.CodeOfAsync(response);
            }
        }

        Assert.True(seen.Keys.Any(s => (int)s < 300)
            && seen.ContainsKey(HttpStatusCode.BadRequest), "The generator never hits both sides.");
    }

    [Theory]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"surprise":1}""", "request.unknown_field")]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"items":[]}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[]}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678"}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":12345678,"items":[]}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":null,"items":[]}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[null]}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"intensity":1e400}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"intensity":NaN}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"engine":"23 -i SINK"}""", "request.invalid")]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"format":3}""", "request.invalid")]
    [InlineData("""{""", "request.invalid")]
    [InlineData("", "request.invalid")]
    [InlineData("null", "request.invalid")]
    public async Task A_body_that_is_wrong_is_refused_with_a_code(string body, string code)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await bridge.Client.PostAsync("/api/v1/jobs", content, Now);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await BridgeFixture.CodeOfAsync(response));
    }

    [Fact]
    public async Task A_hundred_thousand_brackets_are_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var content = new StringContent(new string('[', 100_000), Encoding.UTF8, "application/json");
        using var response = await bridge.Client.PostAsync("/api/v1/jobs", content, Now);

        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(response));
    }

    [Theory]
    [InlineData("""{"ticks":"1.5"}""")]
    [InlineData("""{"ticks":"-1"}""")]
    [InlineData("""{"ticks":"1","frame":1}""")]
    [InlineData("""{"frame":1}""")]
    [InlineData("""{"frame":-1,"rate":"25"}""")]
    [InlineData("""{"frame":1,"rate":"25/0"}""")]
    [InlineData("""{"ticks":"9999999999999999999"}""")]
    [InlineData("""{}""")]
    public async Task A_point_is_ticks_or_a_frame_with_its_rate(string point)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = bridge.Request("points", "a.mp4");
        request["items"]![0]!["clip"]!["in"] = JsonNode.Parse(point);
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await bridge.Client.PostAsync("/api/v1/jobs", content, Now);

        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(response));
    }
}
