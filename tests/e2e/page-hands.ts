import { readFile, stat } from "node:fs/promises";
import type { Locator, Page } from "../../panel/scripts/tools";
import { accepted, addMedia, finished, job, open, start, TEXTS, type World } from "./world";
import { until, type Scenario } from "./scenario";

/** What hands do on the page beyond the straight way: dropping, dragging, choosing, one clip taken out, one result taken home, the log. */
export function pageHands(world: World): Scenario[] {
  const { media } = world;
  const t = TEXTS["en-US"];
  return [
    {
      name: "Voice and clips are dropped, clips are dragged into another order, played and rendered in it",
      run: async (checks) => {
        const { page, errors } = await open(world, "en-US");
        await page.locator("#tab-batch").click();
        await drop(page, page.locator(".work .block .drop").first(), [["voice.wav", await readFile(media.voice)]]);
        await page.locator(".chosen").waitFor();
        const clip = await readFile(media.clip);
        await drop(page, page.locator(".work .block").nth(1).locator(".drop"), [["one.mp4", clip], ["two.mp4", clip], ["three.mp4", clip]]);
        await page.locator(".tile img").nth(2).waitFor();
        await page.locator(".tile").nth(2).dragTo(page.locator(".tile").nth(0));
        checks.equal(await page.locator(".tile-name").allInnerTexts(), ["three.mp4", "one.mp4", "two.mp4"], "the order after dragging");
        await page.locator(".tile-picture").first().click();
        await until("the clip plays", () => page.locator("dialog video").evaluate((video: HTMLVideoElement) => video.currentTime), (time) => time > 0.1, 15_000);
        await page.keyboard.press("Escape");
        await start(page);
        checks.equal(await job(page).locator(".item-name").allInnerTexts(), ["three.mp4", "one.mp4", "two.mp4"], "the order of rendering");
        await finished(page, "dropped batch");
        checks.equal(await job(page).locator(".item.completed").count(), 3, "rendered clips");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    },
    {
      name: "One clip of a batch is cancelled while the others go on; one result is downloaded whole",
      run: async (checks) => {
        const { page } = await open(world, "zh-CN");
        await page.locator("#tab-batch").click();
        await addMedia(page, media.voice, [media.clip, media.clip, media.clip]);
        await start(page);
        await job(page).locator(".item").nth(2).locator(".icon-button").click();
        await finished(page, "batch with one clip cancelled");
        checks.equal([await job(page).locator(".item.completed").count(), await job(page).locator(".item.cancelled").count()], [2, 1], "rendered, cancelled");
        const [download] = await Promise.all([page.waitForEvent("download"), job(page).locator(".item.completed .item-actions .icon-button").first().click()]);
        const path = await job(page).locator(".item.completed .item-name").first().getAttribute("title");
        checks.equal((await stat(await download.path())).size, (await stat(path ?? "")).size, "bytes downloaded");
        checks.ok(/\.mp4$/.test(download.suggestedFilename()), `the file is called ${download.suggestedFilename()}`);
        await page.context().close();
      },
    },
    {
      name: "What is chosen under How to render reaches the bridge, and is chosen again after a reload; language and theme too",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        checks.equal(await page.locator('input[name="engine"]').count(), 0, "choices of engine where only one is installed");
        await page.locator(".work select").first().selectOption("proRes");
        await page.locator(".more summary").click();
        await page.locator(".more input[type=range], .more input[type=number]").first().fill("0.8");
        await page.getByRole("button", { name: t["preset.save"] }).click();
        await page.getByRole("textbox", { name: t["preset.name"] }).fill("软 soft");
        await page.getByRole("button", { name: t["preset.keep"], exact: true }).click();
        await until("the preset that was saved is the one that is chosen", () => page.locator("#preset").inputValue(), (value) => value === "软 soft", 10_000);
        await page.getByRole("button", { name: t["lang.label"] }).click();
        await page.getByRole("button", { name: TEXTS["zh-CN"]["theme.toggle"] }).click();
        const theme = await page.locator("html").getAttribute("data-theme");
        await page.reload();
        await page.locator("#tab-single").waitFor();
        checks.equal([await page.locator("html").getAttribute("lang"), await page.locator("html").getAttribute("data-theme"), await page.locator("#tab-single").innerText()], ["zh-Hans", theme, TEXTS["zh-CN"]["tab.single"]], "language and theme");
        await addMedia(page, media.voice, [media.clip]);
        const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), page.locator(".start .primary").click()]);
        const { engine, format, intensity, preset } = request.postDataJSON() as { engine: string; format: string; intensity: number; preset: string };
        checks.equal([engine, format, intensity, preset], ["auto", "proRes", 0.8, "软 soft"], "what was sent");
        await accepted(page);
        await finished(page, "a ProRes job");
        checks.ok(((await job(page).locator(".item-name").first().getAttribute("title")) ?? "").endsWith(".mov"), "the result is a MOV");
        await page.context().close();
      },
    },
    {
      name: "The log grows while it is open",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.getByRole("button", { name: t["log.open"] }).click();
        await page.locator(".log").waitFor();
        const before = await page.locator(".log-line").count();
        const api = `http://127.0.0.1:${world.bridge.port}/api/v1`;
        const item = { clip: { path: media.corrupt }, audio: { path: media.voice }, label: "for the log" };
        await fetch(`${api}/jobs`, { method: "POST", headers: { Authorization: `Bearer ${await world.bridge.token()}`, "Content-Type": "application/json" }, body: JSON.stringify({ idempotencyKey: `log-${Date.now()}`, items: [item] }) });
        await until("new lines come", () => page.locator(".log-line").count(), (count) => count > before, 30_000);
        await checks.shot(page, "page-log");
        await page.getByRole("button", { name: t["close"] }).click();
        await page.context().close();
      },
    },
  ];
}

/** Drops files as a file manager does. */
async function drop(page: Page, target: Locator, files: readonly (readonly [string, Buffer])[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const held = new DataTransfer();
    for (const [name, base64] of given) held.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return held;
  }, files.map(([name, bytes]) => [name, bytes.toString("base64")] as const));
  for (const kind of ["dragover", "drop"]) await target.dispatchEvent(kind, { dataTransfer: transfer });
}
