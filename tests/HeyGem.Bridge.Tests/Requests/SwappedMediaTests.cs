using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Files that change between the job and its render: what was allowed is what is rendered, or nothing is.</summary>
public sealed class SwappedMediaTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_that_became_a_link_to_a_file_elsewhere_is_not_rendered()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var canary = Path.Combine(bridge.Folder, "canary.mp4");
        await File.WriteAllTextAsync(canary, "canary", Now);
        var jobs = await HoldThenSubmitAsync(bridge, "a.mp4");

        File.Delete(bridge.Clip("a.mp4"));
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "a.mp4"), canary);
        var code = await CodeAsync(bridge, jobs);

        Assert.Equal("input.changed", code);
        Assert.DoesNotContain("a", bridge.Render.Started);
    }

    [Fact]
    public async Task A_folder_on_the_way_that_became_a_link_is_noticed()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var inside = Directory.CreateDirectory(Path.Combine(bridge.Media, "day 1")).FullName;
        var outside = Directory.CreateDirectory(Path.Combine(bridge.Folder, "outside")).FullName;
        bridge.Clip("day 1/a.mp4");
        await File.WriteAllTextAsync(Path.Combine(outside, "a.mp4"), "canary", Now);
        var jobs = await HoldThenSubmitAsync(bridge, "day 1/a.mp4");

        Directory.Move(inside, inside + " moved");
        Directory.CreateSymbolicLink(inside, outside);
        var code = await CodeAsync(bridge, jobs);

        Assert.Equal("input.changed", code);
        Assert.DoesNotContain("a", bridge.Render.Started);
    }

    [Fact]
    public async Task A_clip_that_became_a_link_to_a_file_elsewhere_is_not_pictured()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var canary = Path.Combine(bridge.Folder, "canary.mp4");
        await File.WriteAllTextAsync(canary, "canary", Now);
        var (_, waiting) = await HoldThenSubmitAsync(bridge, "a.mp4");
        var item = (await bridge.GetAsync($"/api/v1/jobs/{waiting}"))["items"]![0]!["id"]!.GetValue<string>();

        File.Delete(bridge.Clip("a.mp4"));
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "a.mp4"), canary);
        using var picture = await bridge.Client.GetAsync($"/api/v1/items/{item}/thumbnail", Now);

        Assert.Equal("path.not_allowed", await BridgeFixture.CodeOfAsync(picture));
    }

    [Theory]
    [InlineData("gone", "input.not_found")]
    [InlineData("folder", "input.not_regular_file")]
    [InlineData("pipe", "input.not_regular_file")]
    public async Task What_was_a_file_when_the_job_came_is_looked_at_again(string becomes, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        await using var bridge = await BridgeFixture.StartAsync();
        var jobs = await HoldThenSubmitAsync(bridge, "a.mp4");
        var path = bridge.Clip("a.mp4");
        File.Delete(path);
        if (becomes == "folder")
        {
            Directory.CreateDirectory(path);
        }
        else if (becomes == "pipe")
        {
            await using var make = Core.Ffmpeg.Run.ChildProcess.Start(new Core.Ffmpeg.Run.ChildProcessSpec("/usr/bin/mkfifo", [path]));
            Assert.Equal(0, await make.WaitAsync(Now));
        }

        Assert.Equal(code, await CodeAsync(bridge, jobs));
    }

    [Theory]
    [InlineData("written")]
    [InlineData("swapped")]
    [InlineData("removed")]
    public async Task A_clip_that_changes_while_it_is_rendered_gives_no_result(string change)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-swap-").FullName;
        var (clip, voice) = (Path.Combine(folder, "a.mp4"), Path.Combine(folder, "v.wav"));
        await File.WriteAllTextAsync(clip, "before", Now);
        await File.WriteAllTextAsync(voice, "voice", Now);
        var guarded = VerifiedInput.Guard(async (spec, _, _) =>
        {
            if (change == "written")
            {
                await File.AppendAllTextAsync(clip, "more", Now);
            }
            else
            {
                File.Delete(clip);
            }

            if (change == "swapped")
            {
                await File.WriteAllTextAsync(clip, "before", Now);
            }

            return new RenderResult("never published", 0, string.Empty, FakeRender.Report);
        });

        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => guarded(new RenderSpec { ClipPath = clip, VoicePath = voice, OutputFolder = folder }, new Progress<RenderProgress>(),
            Now));

        Assert.Equal(ErrorCode.InputChanged, error.Code);
        Assert.Contains("a.mp4", error.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_hundred_jobs_beside_a_clip_that_is_swapped_all_the_time_leak_nothing()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var canary = Path.Combine(bridge.Folder, "canary-with-a-much-longer-name.mp4");
        await File.WriteAllTextAsync(canary, "canary", Now);
        var path = bridge.Clip("swap.mp4");
        var twin = Path.Combine(bridge.Media, "twin.mp4");
        File.Copy(path, twin);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(
            () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var next = path + ".next";
                    if (i % 2 == 0)
                    {
                        File.CreateSymbolicLink(next, canary);
                    }
                    else
                    {
                        File.Copy(twin, next);
                    }

                    File.Move(next, path, overwrite: true);
                }
            },
            Now);
        var codes = new Dictionary<string, int>();
        for (var i = 0; i < 200; i++)
        {
            var request = bridge.Request($"swap-job-{i:000}", "voice.wav");
            request["items"]![0]!["clip"]!["path"] = path;
            using var content = System.Net.Http.Json.JsonContent.Create(request);
            using var response = await bridge.Client.PostAsync("/api/v1/jobs", content, Now);
            if (!response.IsSuccessStatusCode)
            {
                Count(await BridgeFixture.CodeOfAsync(response));
                continue;
            }

            var job = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Now))!;
            var done = await bridge.FinishedAsync(job["id"]!.GetValue<string>());
            Count(done["items"]![0]!["error"]?["code"]?.GetValue<string>() ?? "completed");
        }

        await stop.CancelAsync();
        await swapping;
        Assert.Empty(codes.Keys.Except(["completed", "path.not_allowed", "input.changed", "input.not_found"]));
        Assert.True(codes.Count > 1, "Every swap was missed.");

        void Count(string code) => codes[code] = codes.GetValueOrDefault(code) + 1;
    }

    private static async Task<(string Holder, string Waiting)> HoldThenSubmitAsync(BridgeFixture bridge, string clip)
    {
        var slow = await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        while (bridge.Render.Started.IsEmpty)
        {
            await Task.Delay(10, Now);
        }

        var job = await bridge.SubmitAsync("waits-behind", clip);
        return (slow["id"]!.GetValue<string>(), job["id"]!.GetValue<string>());
    }

    private static async Task<string> CodeAsync(BridgeFixture bridge, (string Holder, string Waiting) jobs)
    {
        using var cancelled = await bridge.Client.PostAsync($"/api/v1/jobs/{jobs.Holder}/cancel", null, Now);
        return (await bridge.FinishedAsync(jobs.Waiting))["items"]![0]!["error"]!["code"]!.GetValue<string>();
    }
}
