import { copyFile, writeFile } from "node:fs/promises";
import type { Locator } from "../../panel/scripts/tools";
import { OWN_VERSION } from "../../panel/src/bridge/version";
import { en } from "../../panel/src/strings/en";
import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { zh } from "../../panel/src/strings/zh";
import { serious } from "./axe";
import { chooseVoice, rendering, settled, spans, type OpenPanel, type ProjectWindow } from "./panel";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

/** What the panel says when something is in the way, and the choices that the plain way does not take. */
export function panelTrouble(world: World, open: OpenPanel): Scenario[] {
  const { media } = world;
  const FRAME = "10160640000";
  return [
    {
      name: "Panel: a bridge that is not running is one card that says how to start it, in Chinese too",
      run: async (checks) => {
        for (const [locale, table] of [["en_US", panelEn], ["zh_CN", panelZh]] as const) {
          const page = await open({ port: 9, locale });
          for (const key of ["card.silent.title", "card.silent.command", "card.silent.command.mac", "card.silent.next"] as const) await says(page.locator(".card.warn"), table[key]);
          checks.ok(await page.locator(".btn.primary:not(.card .btn)").isDisabled(), "nothing can be sent");
          await page.getByRole("button", { name: table["card.start"] }).click();
          await says(page.locator(".card.warn"), table["card.start.asked"]);
          checks.equal(await page.evaluate(() => (window as unknown as { heygemStarted: string[] }).heygemStarted), ["heygem://start"], "what is opened");
          await checks.shot(page, `panel-silent-${locale}`);
          await page.context().close();
        }
      },
    },
    {
      name: "Panel: something else in the bridge's place is called another version",
      run: async () => {
        const page = await open({ port: 9 });
        await page.route("http://127.0.0.1:9/**", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>Not here</h1>", headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" } }));
        await says(page.locator(".card.bad"), panelEn["card.mismatch.text"]);
        await page.context().close();
      },
    },
    {
      name: "Panel: with a stale key it asks for six digits; wrong ones are refused in words, right ones let it in for good",
      run: async (checks) => {
        const page = await open({ token: "stale" });
        await says(page.locator(".card"), panelEn["card.unpaired.title"]);
        await page.locator(".digits").fill("000000");
        await page.locator(".card .btn.primary").click();
        await says(page.locator(".card .card.bad"), en["error.auth.code_refused"]);
        await says(page.locator(".card .card.bad"), en["error.auth.code_refused.next"]);
        await checks.shot(page, "panel-pair");
        const api = `http://127.0.0.1:${world.bridge.port}/api/v1`;
        const { code } = (await (await fetch(`${api}/pairing-code`, { method: "POST", headers: { Authorization: `Bearer ${await world.bridge.token()}` } })).json()) as { readonly code: string };
        await page.locator(".digits").fill(code);
        await page.locator(".card .btn.primary").click();
        await page.locator(".dot.ready").waitFor({ timeout: 15_000 });
        await page.waitForTimeout(4000); // One look later the old file must not have won again.
        checks.equal(await page.locator(".dot.ready").count(), 1, "still paired");
        await page.context().close();
      },
    },
    {
      name: "Panel: an empty selection says what to select",
      run: async (checks) => {
        const page = await open({ clips: [] });
        await says(page.locator(".panel"), panelEn["select.none"]);
        checks.equal([await page.locator(".btn.primary").isDisabled(), await page.locator(".btn.primary").innerText()], [true, panelEn["render.none"]], "the button");
        await checks.shot(page, "panel-empty");
        await page.context().close();
      },
    },
    refusal(open, "a clip outside the media folders", { files: [{ path: "/etc/clip.mp4", frames: "50", frame: FRAME, video: true, audio: false }, { path: media.voice, frames: "100", frame: FRAME, video: false, audio: true }] },
      null, [zh["error.path.not_allowed"], zh["error.path.not_allowed.next"], "path.not_allowed"]),
    refusal(open, "an unknown code of a newer bridge", {}, { code: "moon.too_full", detail: "The moon is full.", hint: "Wait a week.", requestId: "r-4711" },
      [zh["error.unknown"], "The moon is full.", "Wait a week.", "moon.too_full", "r-4711"]),
    refusal(open, "a full disk", {}, { code: "disk.full", detail: "D: has 0.1 GB free.", hint: "", requestId: "r-4712" }, [zh["error.disk.full"], "D: has 0.1 GB free.", zh["error.disk.full.next"]]),
    {
      name: "Panel: a voice that ends early covers what it covers, and says so before and after",
      run: async (checks) => {
        const page = await open({ voiceFrames: 30 });
        await says(page.locator(".clip").nth(1), panelEn["note.voice_short"]);
        await page.locator(".btn.primary").click();
        await settled(page);
        checks.equal((await spans(page)).video[1]?.map((one) => one.split("@")[0]), [`0-${20n * BigInt(FRAME)}`, `${20n * BigInt(FRAME)}-${30n * BigInt(FRAME)}`], "placed spans");
        await page.context().close();
      },
    },
    {
      name: "Panel: an original that is moved during the render is followed",
      run: async (checks) => {
        const page = await rendering(open);
        await page.evaluate(() => {
          const project = (window as unknown as ProjectWindow).heygemProject;
          const item = project.active?.video[0]?.items[1];
          if (item) Object.assign(item, { start: item.start * 10n, end: item.start * 10n + (item.end - item.start) });
          project.edited("the editor moves a clip");
        });
        await settled(page);
        checks.equal((await spans(page)).video[1]?.[1]?.split("@")[0], `${200n * BigInt(FRAME)}-${220n * BigInt(FRAME)}`, "where the second render lies");
        await says(page.locator('[data-outcome="placed"]').nth(1), panelEn["item.moved"].replace("{track}", "2"));
        await page.context().close();
      },
    },
    {
      name: "Panel: the voice from a track, from a file and from the clip itself",
      run: async (checks) => {
        const page = await open({ chosen: media.voice });
        const choice = page.locator("select").first();
        await chooseVoice(page);
        await says(page.locator(".good-text"), panelEn["select.ready"].replace("{n}", "2"));
        await choice.selectOption("file");
        await page.locator('[data-reason="no_voice"]').first().waitFor();
        await page.getByRole("button", { name: panelEn["voice.choose"] }).click();
        await says(page.locator(".good-text"), panelEn["select.ready"].replace("{n}", "2"));
        await page.locator(".btn.primary").click();
        await settled(page);
        checks.equal(await page.locator('[data-outcome="placed"]').count(), 2, "placed with the file's voice");
        await choice.selectOption("clip");
        await page.locator(".btn.primary").click();
        await until("the second batch", () => page.locator(".batch").count(), (count) => count === 2, 10_000);
        await settled(page);
        await says(page.locator(".batch").first(), en["error.media.no_audio_stream"]);
        await page.context().close();
      },
    },
    {
      name: "Panel: cancelling all stops the batch and leaves the timeline alone",
      run: async (checks) => {
        const page = await rendering(open, { clips: Array.from({ length: 6 }, () => ({ file: 0, from: 5, frames: 40 })) });
        await page.getByRole("button", { name: panelEn["batch.cancel"] }).click();
        await settled(page);
        checks.ok((await page.locator('[data-outcome="cancelled"]').count()) > 0, "clips are cancelled");
        checks.ok(!(await page.locator(".batch").innerText()).includes(panelEn["item.cancelling"]), "nothing is still stopping");
        await page.context().close();
      },
    },
    {
      name: "Panel, in Chinese: each clip's stage, per cent and time left are shown, and a clip that waits for room says so",
      run: async (checks) => {
        const page = await open({ locale: "zh_CN" });
        await page.locator(".good-text").first().waitFor();
        const item = { jobId: "0f", attempt: 1, version: 1, cancelling: false, startedAt: null, finishedAt: null, output: null, warnings: [], keptRanges: [], source: { fileName: "x", startSeconds: 0 } };
        const items = [
          { ...item, id: "a", position: 0, label: "one", clientRef: "c1", state: "running", error: null, progress: { stage: "draw", fraction: 0.42, framesPerSecond: 12, secondsLeft: 75 } },
          { ...item, id: "b", position: 1, label: "two", clientRef: "c2", state: "queued", progress: null, error: { code: "disk.full", message: "The disk has 0 MB free.", hint: "Free space." } },
        ];
        const job = { id: "0f", title: null, state: "running", createdAt: "", version: 1, counts: { total: 2, queued: 1, running: 1, completed: 0, failed: 0, cancelled: 0 }, fraction: 0.21, secondsLeft: 200, message: "", items };
        await page.route("**/api/v1/jobs**", (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(job), headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" } }));
        await page.locator(".btn.primary").click();
        for (const text of ["正在处理 1/2：one", "约剩 3 分 20 秒", "绘制 · 42 % · 剩 1 分 15 秒", panelZh["item.held"]]) await says(page.locator(".batch"), text);
        await checks.shot(page, "panel-progress-zh");
        await page.context().close();
      },
    },
    {
      name: "Panel: a clip that could not be read is put right and tried again; it is placed beside the other",
      run: async (checks) => {
        const path = `${media.folder}/put right.mp4`;
        await writeFile(path, "no film yet");
        const files = [media.clip, path].map((one) => ({ path: one, frames: String(media.frames), frame: FRAME, video: true, audio: false }));
        const page = await rendering(open, { files: [...files, { path: media.voice, frames: "100", frame: FRAME, video: false, audio: true }], voice: 2, clips: [{ file: 0, from: 5, frames: 20 }, { file: 1, from: 5, frames: 20 }] });
        await settled(page);
        checks.equal(await page.locator('[data-outcome="failed"]').count(), 1, "failed clips");
        await copyFile(media.clip, path);
        await page.getByRole("button", { name: panelEn["batch.retry"] }).click();
        await until("both are placed", () => page.locator('[data-outcome="placed"]').count(), (count) => count === 2, 60_000);
        checks.equal((await spans(page)).video.map((track) => track.length), [2, 2], "clips on each track");
        await page.context().close();
      },
    },
    {
      name: "Panel: one clip of five is cancelled; the others are placed and nothing lies where it would have been",
      run: async (checks) => {
        const page = await rendering(open, { clips: Array.from({ length: 5 }, () => ({ file: 0, from: 5, frames: 20 })) });
        const rows = page.locator(".batch [data-outcome]");
        await rows.nth(3).getByRole("button", { name: panelEn["item.cancel"] }).click();
        await checks.shot(page, "panel-running");
        await settled(page);
        checks.equal(await rows.evaluateAll((all) => all.map((one) => one.getAttribute("data-outcome"))), ["placed", "placed", "placed", "cancelled", "placed"], "what became of each clip");
        await says(page.locator(".batch"), panelEn["item.cancelled"]);
        const starts = (await spans(page)).video[1]?.map((one) => BigInt(one.split("-")[0] ?? "0") / BigInt(FRAME));
        checks.equal(starts?.map(Number), [0, 20, 40, 80], "where the others lie");
        await page.context().close();
      },
    },
    ...([["9.0.0", "own"], ["0.0.9", "bridge"], ["?", "both"]] as const).map(([version, update]): Scenario => ({
      name: `Panel: a bridge of version ${version} is told with both versions and what to update, and nothing can be sent`,
      run: async (checks) => {
        const page = await open({ port: 9 });
        const capabilities = { version, engines: ["auto", "mesh"], formats: ["match"], checks: [], mediaFolders: [], outputFolder: "/", limits: { maxUploadBytes: 1, queueCap: 1, parallelism: 1, maxItems: 1 } };
        await page.route("http://127.0.0.1:9/**", (route) => route.fulfill({ status: route.request().method() === "OPTIONS" ? 204 : 200, contentType: "application/json", body: route.request().method() === "OPTIONS" ? "" : JSON.stringify(capabilities), headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" } }));
        await says(page.locator(".card.bad"), panelEn[`card.mismatch.${update}`].replace("{own}", OWN_VERSION).replace("{bridge}", version));
        checks.ok(await page.locator(".btn.primary").isDisabled(), "nothing can be sent");
        if (update === "own") await checks.shot(page, "panel-mismatch");
        await page.context().close();
      },
    })),
    {
      name: "Panel: no serious accessibility finding, and diagnostics that hold no key",
      run: async (checks) => {
        for (const [locale, colorScheme] of [["en_US", "dark"], ["zh_CN", "light"]] as const) {
          const page = await open({ locale });
          await page.emulateMedia({ colorScheme });
          await page.locator(".good-text").first().waitFor();
          checks.equal((await serious(page)).filter((one) => !one.startsWith("html-has-lang") && !one.startsWith("document-title")), [], `panel, ${locale}`); // UXP has neither.
          await checks.shot(page, `panel-idle-${locale}-${colorScheme}`);
          await page.locator(".head .btn").first().click();
          await page.locator(".clip .good-text").first().waitFor();
          await checks.shot(page, `panel-diagnostics-${locale}`);
          checks.ok(!(await page.locator(".panel").innerText()).includes(await world.bridge.token()), "the report holds the token");
          await page.context().close();
        }
      },
    },
  ];
}

/** A refusal of the whole batch: said in Chinese, with nothing on the timeline and nothing that goes on turning. */
function refusal(open: OpenPanel, what: string, setup: NonNullable<Parameters<OpenPanel>[0]>, answer: object | null, sentences: readonly string[]): Scenario {
  return {
    name: `Panel, in Chinese: ${what} is shown with the next step`,
    run: async (checks) => {
      const page = await open({ ...setup, locale: "zh_CN" });
      await page.locator(".good-text").first().waitFor();
      if (answer) await page.route("**/api/v1/jobs", (route) => route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(answer), headers: { "Access-Control-Allow-Origin": "*" } }));
      await page.locator(".btn.primary").click();
      await settled(page);
      for (const sentence of sentences) await says(page.locator(".batch .card.bad"), sentence);
      checks.equal([(await spans(page)).video.length, await page.locator(".meter").count()], [1, 0], "tracks, progress bars");
      await page.context().close();
    },
  };
}

async function says(where: Locator, text: string): Promise<void> {
  await until(`the screen says "${text}"`, async () => (await where.allInnerTexts()).join(" | "), (found) => found.includes(text), 20_000);
}
