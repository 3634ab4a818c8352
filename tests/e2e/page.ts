import { readFile } from "node:fs/promises";
import { AXE_SCRIPT, type Browser, type Locator, type Page } from "../../panel/scripts/tools";
import type { BridgeProcess } from "./bridge-process";
import { until, type Scenario } from "./scenario";
import type { TestMedia } from "./media";

interface World {
  readonly browser: Browser;
  readonly bridge: BridgeProcess;
  readonly media: TestMedia;
}

interface Opened {
  readonly page: Page;
  /** Errors that the page wrote to the console or threw. */
  readonly errors: string[];
}

async function open(world: World, locale: string, width = 1280): Promise<Opened> {
  const context = await world.browser.newContext({ locale, viewport: { width, height: 860 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  const token = await world.bridge.admit();
  await page.addInitScript((value) => localStorage.setItem("heygem.token", value), token);
  await page.goto(`http://127.0.0.1:${world.bridge.port}/`);
  await page.locator("#tab-single").waitFor();
  return { page, errors };
}

async function addMedia(page: Page, voice: string, clips: string[]): Promise<void> {
  await page.locator(".work input[type=file]").first().setInputFiles(voice);
  await page.locator(".work .block").nth(1).locator("input[type=file]").first().setInputFiles(clips);
}

/** Presses Render and waits until the bridge has accepted the job: then the tray is empty and the new job is the first. */
async function start(page: Page): Promise<void> {
  await page.locator(".start .primary").click();
  await until("the job is accepted", () => page.locator(".tile, .slot").count(), (count) => count === 0, 60_000);
  await job(page).waitFor();
}

function job(page: Page): Locator {
  return page.locator(".job").first();
}

async function finished(page: Page, what: string): Promise<string> {
  return until(what, async () => (await job(page).getAttribute("class").catch(() => null)) ?? "none", (found) => /completed|failed|cancelled/.test(found));
}

/** The page's flows against the real bridge and the real engine. */
export function pageScenarios(world: World): Scenario[] {
  const { media, bridge } = world;
  return [
    {
      name: "The launch address signs the browser in once and leaves no code in the address",
      run: async (checks) => {
        const context = await world.browser.newContext();
        const page = await context.newPage();
        await page.goto(await bridge.launchAddress());
        await page.locator("#tab-single").waitFor();
        checks.ok(!page.url().includes("code"), `the address still holds the code: ${page.url()}`);
        await page.reload();
        await page.locator("#tab-single").waitFor();
        await context.close();
      },
    },
    {
      name: "A browser that the bridge does not know is told how to come in",
      run: async (checks) => {
        const context = await world.browser.newContext({ locale: "zh-CN" });
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${bridge.port}/`);
        await page.locator(".signin h1").waitFor();
        checks.equal(await page.locator("html").getAttribute("lang"), "zh-Hans", "language follows the browser");
        await context.close();
      },
    },
    ...(["en-US", "zh-CN"] as const).map((locale): Scenario => ({
      name: `Single, ${locale}: a clip and a voice become a result that plays beside its original`,
      run: async (checks) => {
        const { page, errors } = await open(world, locale);
        await addMedia(page, media.voice, [media.clip]);
        await start(page);
        await job(page).waitFor();
        checks.ok(/completed/.test(await finished(page, "single job")), `the job ended as ${await job(page).innerText()}`);
        await page.locator(".item button.thumb").first().click();
        const after = page.locator("dialog video").last();
        await until("the result plays", () => after.evaluate((video: HTMLVideoElement) => video.readyState), (state) => state >= 2, 15_000);
        checks.equal(await after.evaluate((video: HTMLVideoElement) => Math.round(video.duration * 25)), media.frames, "frames of the result");
        await page.locator("dialog .transport .icon-button").first().click();
        await until("both play", () => page.locator("dialog video").first().evaluate((video: HTMLVideoElement) => video.currentTime), (time) => time > 0.2, 10_000);
        await checks.shot(page, `page-single-${locale}`);
        await page.keyboard.press("Escape");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    })),
    ...(["en-US", "zh-CN"] as const).map((locale): Scenario => ({
      name: `Batch, ${locale}: one corrupt clip of three fails with its reason, the others are rendered and come as a ZIP`,
      run: async (checks) => {
        const { page, errors } = await open(world, locale);
        await page.locator("#tab-batch").click();
        await addMedia(page, media.voice, [media.clip, media.corrupt, media.clip]);
        checks.equal(await page.locator(".tile").count(), 3, "clips in the tray");
        await page.locator(".tile .icon-button").nth(1).click();
        await start(page);
        checks.ok(/failed/.test(await finished(page, "batch")), "the job says that one failed");
        checks.equal(await job(page).locator(".item.completed").count(), 2, "rendered clips");
        const note = await job(page).locator(".item.failed .note").innerText();
        checks.ok(note.includes("media."), `the failed clip names its code: ${note}`);
        await checks.shot(page, `page-batch-${locale}`);
        const [download] = await Promise.all([page.waitForEvent("download"), job(page).getByRole("button", { name: "ZIP" }).click()]);
        checks.ok(download.suggestedFilename().endsWith(".zip"), `the archive is called ${download.suggestedFilename()}`);
        await download.path();
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    })),
    {
      name: "A job goes on over a reload of the page and over the death of the bridge",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator("#tab-batch").click();
        await addMedia(page, media.voice, Array.from({ length: 4 }, () => media.clip));
        await start(page);
        await job(page).locator(".item").nth(3).waitFor();
        await page.reload();
        await job(page).locator(".item").nth(3).waitFor();
        await bridge.kill();
        await page.locator(".note.warn").waitFor({ timeout: 20_000 });
        await checks.shot(page, "page-bridge-gone");
        await bridge.again();
        await finished(page, "job after the bridge came back");
        checks.equal(await job(page).locator(".item.completed").count(), 4, "rendered clips");
        await page.context().close();
      },
    },
    {
      name: "Cancel stops a batch; deleting takes it off the list",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator("#tab-batch").click();
        await addMedia(page, media.voice, Array.from({ length: 5 }, () => media.clip));
        await start(page);
        await job(page).locator(".job-actions button").first().click();
        checks.ok(/cancelled|completed/.test(await finished(page, "cancelled job")), "the job is cancelled");
        const before = await page.locator(".job").count();
        await job(page).locator(".job-actions .icon-button").last().click();
        await page.locator("dialog .danger").click();
        await until("one job less or another page", () => page.locator(".job").count(), (count) => count <= before, 10_000);
        await page.context().close();
      },
    },
    {
      name: "A path outside the media folders is refused in words, and nothing spins",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator(".path summary").first().click();
        await page.locator(".path-row input").first().fill("/etc/passwd");
        await page.locator(".path-row .button").first().click();
        await page.locator(".work .block").nth(1).locator("input[type=file]").first().setInputFiles(media.clip);
        await page.locator(".start .primary").click();
        const note = page.locator(".start .note.error");
        await note.waitFor({ timeout: 20_000 });
        checks.ok((await note.innerText()).includes("path.not_allowed"), await note.innerText());
        checks.equal(await page.locator(".sending").count(), 0, "nothing is still being sent");
        await page.context().close();
      },
    },
    {
      name: "No serious accessibility finding, in light and dark, on both tabs, and nothing wider than 360 px",
      run: async (checks) => {
        for (const colorScheme of ["light", "dark"] as const) {
          const { page } = await open(world, "en-US", 360);
          await page.emulateMedia({ colorScheme });
          for (const tab of ["single", "batch"]) {
            await page.locator(`#tab-${tab}`).click();
            await addMedia(page, media.voice, [media.clip]);
            await page.waitForTimeout(400);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            checks.equal(wide <= 360 ? [] : await tooWide(page), [], `${tab} is ${wide} px wide`);
            checks.equal(await serious(page), [], `${colorScheme} ${tab}`);
          }
          await page.context().close();
        }
      },
    },
    {
      name: "First contentful paint under a second",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.reload();
        const paint = await until("paint", () => page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1), (time) => time >= 0, 10_000);
        console.log(`      first contentful paint after ${Math.round(paint)} ms`);
        checks.ok(paint < 1000, `painted after ${paint} ms`);
        await page.context().close();
      },
    },
  ];
}

async function serious(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE_SCRIPT, "utf8")); // The content policy forbids script tags; evaluating through the debugger is not the page's doing.
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { target: unknown[] }[] }[] }> } }).axe;
    return (await axe.run()).violations.map((one) => ({ id: one.id, impact: one.impact, at: one.nodes.map((node) => String(node.target[0])).slice(0, 3) }));
  });
  return found.filter((one) => one.impact === "serious" || one.impact === "critical").map((one) => `${one.id} at ${one.at.join(", ")}`);
}

/** What sticks out of a window of 360 px. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll("*")).filter((one) => one.getBoundingClientRect().right > 361).map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`).slice(0, 8),
  );
}
