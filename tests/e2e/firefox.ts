import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { firefox, type FirefoxInput, type FirefoxPage } from "../../panel/scripts/tools";
import { en } from "../../panel/src/strings/en";
import { SHOTS, until, type Scenario } from "./scenario";
import type { World } from "./world";

const PLACES = [process.env["FIREFOX"], "/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** The Firefox of this machine, or null: the page's paths are then driven in Chromium only, and that is said. */
export function firefoxHere(): string | null {
  return PLACES.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** The page's main paths once more in Firefox, in one window: a clip, a batch of which one fails, comparing, the archive. */
export function firefoxScenarios(world: World): Scenario[] {
  const executablePath = firefoxHere();
  if (executablePath === null) {
    console.log("skipped Firefox: none here; apt-get install firefox-esr, or name it in FIREFOX");
    return [];
  }
  const { media, bridge } = world;
  return [{
    name: "Firefox: single, compare, a batch of which one fails, and its archive",
    run: async (checks) => {
      const folder = await mkdtemp(`${world.folder}/firefox-`);
      const browser = await firefox.launch({
        browser: "firefox", protocol: "webDriverBiDi", executablePath, headless: true,
        extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": folder, "media.autoplay.default": 0 },
      });
      const page = await browser.newPage();
      try {
        await page.setViewport({ width: 1280, height: 860 });
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(String(error)));
        await page.goto(await bridge.launchAddress(), { waitUntil: "domcontentloaded" });
        await page.waitForSelector("#tab-single");

        await give(page, media.voice, [media.clip]);
        await press(page, ".start .primary");
        await until("the clip is rendered", () => first(page), (state) => state.includes("completed"), 60_000);
        await press(page, ".item.completed .item-actions .button");
        await page.waitForSelector("dialog .transport .icon-button:not([disabled])");
        await page.waitForSelector("dialog .result video");
        await until("the result can be played", () => page.$eval("dialog .result video", (video) => (video as HTMLVideoElement).readyState), (state) => state >= 2, 15_000);
        await page.keyboard.press(" ");
        await until("both play", () => page.$$eval("dialog video", (videos) => videos.length === 2 ? Math.min(...videos.map((video) => (video as HTMLVideoElement).currentTime)) : 0), (time) => time > 0.1, 10_000);
        await page.keyboard.press("m");
        await until("the mouth is close", () => page.$eval("dialog .result video", (video) => new DOMMatrix(getComputedStyle(video).transform).a), (by) => by > 1.4, 5000);
        await page.screenshot({ path: `${SHOTS}/firefox-compare.png` });
        await page.keyboard.press("Escape");
        await page.waitForSelector("dialog[open]", { hidden: true });

        await press(page, "#tab-batch");
        await give(page, media.voice, [media.clip, media.corrupt, media.clip]);
        await press(page, ".start .primary");
        await until("the batch is in the list", () => page.$$eval(".job", (jobs) => jobs.length), (count) => count > 1, 20_000);
        await until("the batch ends with its failure", () => first(page), (state) => state.includes("failed"), 60_000);
        const note = await page.$eval(".job .item.failed .note", (found) => (found as HTMLElement).innerText);
        for (const part of [en["error.media.unreadable"], en["error.media.unreadable.next"]]) checks.ok(note.includes(part), `the failed clip says "${part}": ${note}`);
        await page.screenshot({ path: `${SHOTS}/firefox-batch.png` });

        await page.$$eval(".job:first-of-type .job-actions .button", (buttons) => (buttons.at(-1) as HTMLElement).click());
        const zip = await until("the archive is downloaded", async () => (await readdir(folder)).filter((name) => name.endsWith(".zip")), (names) => names.length === 1, 20_000);
        await until("the archive is whole", () => readFile(`${folder}/${zip[0]}`), (bytes) => bytes.includes("PK\u0005\u0006"), 20_000);
        checks.equal(errors, [], "errors of the page");
      } catch (error) {
        await page.screenshot({ path: `${SHOTS}/firefox-failed.png` }).catch(() => undefined);
        throw new Error(`${error instanceof Error ? error.message : String(error)}; the page said: ${await page.$eval("body", (body) => body.innerText).catch(() => "nothing")}`);
      } finally {
        await browser.close();
      }
    },
  }];
}

async function first(page: FirefoxPage): Promise<string> {
  return page.$eval(".job", (job) => job.className).catch(() => "none");
}

/** Presses as a script does: Firefox's own pointer needs no window that is in front. */
async function press(page: FirefoxPage, selector: string): Promise<void> {
  await page.waitForSelector(`${selector}:not([disabled])`);
  await page.$eval(selector, (found) => (found as HTMLElement).click());
}

async function give(page: FirefoxPage, voice: string, clips: readonly string[]): Promise<void> {
  for (const [block, paths] of [[0, [voice]], [1, clips]] as const) {
    const input = await (await page.$$(".work .block"))[block]?.$("input[type=file]");
    if (!input) throw new Error("no chooser");
    await (input as FirefoxInput).uploadFile(...paths);
  }
}
