import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { JobRequest, SpeakerSearchView } from "../../panel/src/bridge/wire";
import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { serious } from "./axe";
import { proposal } from "./page-speakers";
import { chooseVoice, settled, type OpenPanel } from "./panel";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

const run = promisify(execFile);
const FRAME = "10160640000";

/** Who speaks when in a selected clip, in the panel: looked for, stopped, corrected, given voices and rendered. */
export function panelSpeakers(world: World, open: OpenPanel): Scenario[] {
  const { media } = world;
  return ([["en_US", panelEn], ["zh_CN", panelZh]] as const).map(([locale, t]) => ({
    name: `Panel, ${locale}, 400 px wide: who speaks is looked for, corrected by keys, and each face is rendered with its own voice`,
    run: async (checks) => {
      const pair = `${media.folder}/panel-pair.mp4`;
      const second = `${media.folder}/second voice.wav`;
      await run("ffmpeg", ["-v", "error", "-y", "-i", media.clip, "-filter_complex", "[0:v]split[a][b];[b]hflip[c];[a][c]hstack", "-c:v", "libx264", "-crf", "16", pair]);
      await run("ffmpeg", ["-v", "error", "-y", "-i", media.voice, second]);
      await run("ffmpeg", ["-v", "error", "-y", "-i", media.clip, "-frames:v", "1", "-vf", "crop=ih*.8:ih*.8,scale=160:160", `${media.folder}/panel-face.jpg`]);
      const files = [
        { path: pair, frames: "50", frame: FRAME, video: true, audio: false },
        { path: media.voice, frames: "100", frame: FRAME, video: false, audio: true },
      ];
      const page = await open({ locale, files, clips: [{ file: 0, from: 0, frames: 50 }], chosen: second });
      await page.setViewportSize({ width: 400, height: 1180 });
      // Nothing of a drawn mouth goes with a made sound, so what is found is told here; the failure before it and the render after it are real.
      const find = page.getByRole("button", { name: t["speakers.find"] });
      await page.locator(".good-text").first().waitFor();
      await chooseVoice(page);
      await find.click();
      await page.locator(".who-speaks .card.bad").waitFor({ timeout: 60_000 });
      checks.ok((await page.locator(".who-speaks").innerText()).includes("speakers.unknown"), "a clip without a sound is refused with its code");
      await checks.shot(page, `panel-speakers-refused-${locale}`);

      const found = await proposal(pair);
      const waiting: SpeakerSearchView = { ...found, state: "running", proposal: null, progress: { stage: "faces", framesDone: 20, framesTotal: 50, fraction: 0.4, framesPerSecond: 10, secondsLeft: 3 } };
      const stopped: string[] = [];
      let holds = true;
      const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*" };
      await page.context().route("**/api/v1/speakers**", async (route) => {
        const request = route.request();
        if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers: cors });
        if (request.url().includes("/picture")) return route.fulfill({ path: `${media.folder}/panel-face.jpg`, contentType: "image/jpeg", headers: cors });
        if (request.method() === "DELETE") return route.fulfill({ status: 204, headers: cors }).then(() => void stopped.push(request.url()));
        if (request.method() === "GET" && holds) await new Promise((resolve) => setTimeout(resolve, 60_000));
        return route.fulfill({ json: holds ? waiting : found, headers: cors }).catch(() => undefined);
      });
      await find.click();
      await page.getByText(t["stage.faces"]).waitFor();
      await checks.shot(page, `panel-speakers-looking-${locale}`);
      await page.locator(".who-speaks").getByRole("button", { name: t["try.stop"] }).click();
      await find.waitFor();
      await until("the search is stopped at the bridge", () => Promise.resolve(stopped.length), (count) => count > 0, 10_000); // The panel does not wait for the bridge's answer.

      holds = false;
      await find.click();
      checks.equal(stopped.length, 1, "searches that were stopped at the bridge");
      const rows = page.locator(".face");
      await rows.nth(1).waitFor();
      checks.equal([await rows.locator(".turn").count(), await rows.locator(".turn.unsure").count()], [3, 1], "turns, and those that are not certain");
      const unsure = t["speakers.unsureAt"].replace("{name}", t["speakers.person"].replace("{n}", "1")).replace("{from}", "1.7").replace("{to}", "2.0");
      checks.ok((await page.locator(".who-speaks").innerText()).includes(unsure), `what is not certain is said: ${await page.locator(".who-speaks").innerText()}`);
      await checks.shot(page, `panel-speakers-${locale}`);
      checks.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400, "the width of what is shown");
      checks.equal((await serious(page)).filter((one) => !one.startsWith("html-has-lang") && !one.startsWith("document-title")), [], "what people who cannot see well would miss"); // UXP has neither.

      // By keys alone: a turn goes, an end moves, a turn comes; each is taken back.
      await rows.nth(0).locator(".turn-remove").nth(1).focus();
      await page.keyboard.press("Enter");
      checks.equal(await rows.nth(0).locator(".turn").count(), 1, "turns after one was removed");
      const end = rows.nth(1).locator(".turn-end.to").first();
      await end.focus();
      await page.keyboard.press("ArrowRight");
      checks.equal(await end.getAttribute("aria-valuetext"), "1.7 s", "the end after an arrow key");
      await page.getByRole("button", { name: t["speakers.more"].replace("{name}", t["speakers.person"].replace("{n}", "1")) }).press("Enter");
      checks.equal(await rows.nth(0).locator(".turn").count(), 2, "turns after one was added");
      await page.getByRole("button", { name: t["speakers.undo"] }).press("Enter");
      checks.equal([await rows.nth(0).locator(".turn").count(), await end.getAttribute("aria-valuetext")], [1, "1.7 s"], "after undo");
      await rows.nth(1).locator("select").selectOption("add");
      await page.getByText("second voice.wav").first().waitFor({ state: "attached" });
      await checks.shot(page, `panel-speakers-corrected-${locale}`);

      const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), page.getByRole("button", { name: t["render.one"] }).click()]);
      const [item] = (request.postDataJSON() as JobRequest).items;
      checks.equal(item?.voices?.map((voice) => [voice.face, voice.audio.pieces?.map((one) => one.path?.split("/").pop())]), found.proposal?.faces.map((face, index) => [face.place, [index === 0 ? "voice.wav" : "second voice.wav"]]), "what is sent");
      checks.equal([item?.audio, item?.voices?.[0]?.audio.pieces?.map((one) => Number(BigInt(one.out) / BigInt(FRAME)))], [undefined, [15]], "the first voice ends with its bar");
      checks.equal(await settled(page), "settled", "the batch");
      checks.equal(await page.locator('[data-outcome="placed"]').count(), 1, "clips reported as placed");
      await page.getByRole("button", { name: t["speakers.reset"] }).click();
      checks.equal(await rows.locator(".turn").count(), 3, "turns after the reset");
      await page.context().close();
    },
  }));
}
