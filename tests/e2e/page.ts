import { addMedia, finished, job, open, start, TEXTS, type Locale, type World } from "./world";
import { until, type Checks, type Scenario } from "./scenario";

/** The page's flows against the real bridge and the real engine. */
export function pageScenarios(world: World): Scenario[] {
  const { media, bridge } = world;
  const real = media.real;
  return [
    ...(real ? [{
      name: "Single, with a recorded person and voice",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US");
        await addMedia(page, real.voice, [real.clip]);
        await start(page);
        checks.ok(/completed/.test(await finished(page, "real clip")), `the job ended as ${await job(page).innerText()}`);
        await page.context().close();
      },
    }] : []),
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
      name: `Single, ${locale}: a clip and a voice become a result that plays beside its original, also after a reload`,
      run: async (checks) => {
        const { page, errors } = await open(world, locale);
        await addMedia(page, media.voice, [media.clip]);
        await start(page);
        await job(page).waitFor();
        checks.ok(/completed/.test(await finished(page, "single job")), `the job ended as ${await job(page).innerText()}`);
        await page.locator(".item button.thumb").first().click();
        const after = page.locator("dialog .result video");
        await until("the result plays", () => after.evaluate((video: HTMLVideoElement) => video.readyState), (state) => state >= 2, 15_000);
        checks.equal(await after.evaluate((video: HTMLVideoElement) => Math.round(video.duration * 25)), media.frames, "frames of the result");
        await page.locator("dialog .transport .icon-button").first().click();
        await until("both play", () => page.locator("dialog figure:not(.result) video").evaluate((video: HTMLVideoElement) => video.currentTime), (time) => time > 0.2, 10_000);
        await checks.shot(page, `page-single-${locale}`);
        await page.keyboard.press("Escape");
        await page.reload();
        await page.locator(".item button.thumb").first().click();
        const before = page.locator("dialog figure:not(.result) video");
        await until("the original comes from the bridge", () => before.evaluate((video: HTMLVideoElement) => [video.readyState >= 2, video.src.includes("/source?")]), ([ready, remote]) => ready === true && remote === true, 15_000);
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    })),
    batch(world, "en-US", 10),
    batch(world, "zh-CN", 3),
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
      name: "Cancel stops a batch, whose rest is rendered when it is asked for; deleting takes it off the list",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator("#tab-batch").click();
        await addMedia(page, media.voice, Array.from({ length: 5 }, () => media.clip));
        await start(page);
        await job(page).locator(".job-actions button").first().click();
        checks.ok(/cancelled/.test(await finished(page, "cancelled job")), "the job is cancelled");
        await job(page).getByRole("button", { name: TEXTS["en-US"]["job.rest"] }).click();
        await until("it goes on", async () => (await job(page).getAttribute("class")) ?? "", (found) => !found.includes("cancelled"), 10_000);
        checks.ok(/completed/.test(await finished(page, "its rest")), "all of it is rendered");
        const [newest, ...others] = await world.bridge.jobs();
        checks.ok(newest !== undefined, "the bridge holds the job");
        await job(page).locator(".job-actions .icon-button").last().click();
        await page.locator("dialog .danger").click();
        await until("the bridge holds it no more", () => world.bridge.jobs(), (jobs) => JSON.stringify(jobs) === JSON.stringify(others), 10_000);
        await page.context().close();
      },
    },
  ];
}

/** The second clip of the batch is no film; the voice goes to all. */
function batch(world: World, locale: Locale, total: number): Scenario {
  const { media } = world;
  return {
    name: `Batch, ${locale}: one corrupt clip of ${total} fails with its reason, the others are rendered and come as a ZIP`,
    run: async (checks) => {
      const { page, errors } = await open(world, locale);
      await page.locator("#tab-batch").click();
      await addMedia(page, media.voice, Array.from({ length: total }, (_, index) => (index === 1 ? media.corrupt : media.clip)));
      checks.equal(await page.locator(".tile").count(), total, "clips in the tray");
      await page.locator(".tile .icon-button").nth(1).click();
      checks.equal(await page.locator(".tile-name").allInnerTexts().then((names) => names.findIndex((name) => name === "corrupt.mp4")), 0, "place of the corrupt clip after it was moved");
      await start(page);
      if (total > 3) {
        const label = TEXTS[locale]["job.processing"].split("{n}")[0] ?? "";
        await until("the running clip is named", async () => job(page).locator(".job-status").innerText(), (text) => text.includes(label) && text.includes(`/${total}`), 60_000);
        await checks.shot(page, `page-running-${locale}`);
      }
      checks.ok(/failed/.test(await finished(page, "batch")), "the job says that one failed");
      checks.equal(await job(page).locator(".item.completed").count(), total - 1, "rendered clips");
      const note = await job(page).locator(".item.failed .note").innerText();
      for (const part of [TEXTS[locale]["error.media.unreadable"], TEXTS[locale]["error.media.unreadable.next"], "media.unreadable"]) checks.ok(note.includes(part), `the failed clip says "${part}": ${note}`);
      await checks.shot(page, `page-batch-${locale}`);
      const [download] = await Promise.all([page.waitForEvent("download"), job(page).getByRole("button", { name: "ZIP" }).click()]);
      checks.ok(download.suggestedFilename().endsWith(".zip"), `the archive is called ${download.suggestedFilename()}`);
      await download.path();
      const pressed = Date.now();
      const again = page.waitForResponse(async (answer) => /json/.test(answer.headers()["content-type"] ?? "") && failedSince(await answer.json().catch(() => null), pressed), { timeout: 60_000 });
      await job(page).getByRole("button", { name: TEXTS[locale]["job.retry"] }).click();
      await again;
      checks.ok(/failed/.test(await finished(page, "retried batch")), "it fails again");
      checks.equal(errors, [], "console errors");
      await page.context().close();
    },
  };
}

/** Whether an answer holds a clip that was begun after a moment, milliseconds since 1970, and failed. */
function failedSince(answer: unknown, moment: number): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  return ("startedAt" in answer && "state" in answer && answer.state === "failed" && Date.parse(String(answer.startedAt)) > moment)
    || Object.values(answer).some((inner) => failedSince(inner, moment));
}
