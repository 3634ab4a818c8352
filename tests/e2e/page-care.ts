import { rename } from "node:fs/promises";
import { addMedia, finished, job, open, start, TEXTS, type World } from "./world";
import type { Page } from "../../panel/scripts/tools";
import { until, type Checks, type Scenario } from "./scenario";

const EN = TEXTS["en-US"];

/** What an editor has typed or rendered is not lost by a slip of the hand, another tab, or a bridge that was started again. */
export function pageCare(world: World): Scenario[] {
  const { media, bridge } = world;
  return [
    {
      name: "Care: text that is marked in a dialog with the pointer let go outside does not close it",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US");
        await page.getByRole("button", { name: EN["settings.open"] }).click();
        const field = page.locator("dialog input[type=text]").first();
        await field.fill("/a/folder that is typed with care");
        const [inside, outside] = [await field.boundingBox(), await page.locator("dialog").boundingBox()];
        checks.ok(inside !== null && outside !== null, "the dialog is seen");
        await page.mouse.move((inside?.x ?? 0) + 100, (inside?.y ?? 0) + 10);
        await page.mouse.down();
        await page.mouse.move((outside?.x ?? 0) - 20, (inside?.y ?? 0) + 10, { steps: 5 });
        await page.mouse.up();
        checks.equal(await page.locator("dialog[open]").count(), 1, "open dialogs");
        await page.mouse.click((outside?.x ?? 0) - 20, (inside?.y ?? 0) + 10);
        checks.equal(await page.locator("dialog[open]").count(), 0, "open dialogs after a press outside");
        await page.context().close();
      },
    },
    {
      name: "Care: a path that is refused stays in its field, typed text stays in its tab, an emptied field stays open",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US");
        await page.locator(".path summary").first().click();
        const path = page.locator(".path-row input").first();
        await path.fill(`${media.folder}/no such voice.wav`);
        await page.locator(".path-row .button").first().click();
        await page.locator(".start .note.error").waitFor();
        checks.equal(await path.inputValue(), `${media.folder}/no such voice.wav`, "the refused path");

        await page.locator(".work input[type=file]").first().setInputFiles(media.voice);
        await page.locator(".words-field summary").click();
        const words = page.locator(".words-field textarea");
        await words.fill("Hello");
        await words.fill("");
        await until("the field is drawn", () => words.inputValue(), (value) => value === "");
        checks.ok(await words.isVisible(), "the emptied field is seen");

        await page.locator("#tab-text").click();
        await page.locator(".path summary").first().click();
        await page.locator(".script-text").first().fill("A sentence that took long.");
        await page.locator("#tab-single").click();
        await page.locator("#tab-text").click();
        checks.equal(await page.locator(".script-text").first().inputValue(), "A sentence that took long.", "the typed text");

        checks.equal(await asksBeforeReload(page), "beforeunload", "what is asked before typed text is lost");
        await page.context().close();
      },
    },
    {
      name: "Care: at 400 pixels no dialog is cut off at its side",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US", { width: 400, height: 850 });
        await addMedia(page, media.voice, [media.clip]);
        await start(page);
        await finished(page, "job to look at");
        const buttons = job(page).locator(".item-actions button");
        const tools = page.locator(".top-tools button");
        for (const [name, button] of [["compare", buttons.first()], ["correct", buttons.nth(1)], ["pair", tools.first()], ["settings", tools.nth(1)], ["log", tools.nth(2)]] as const) {
          await button.click();
          const body = page.locator("dialog[open] .dialog-body");
          if (name === "compare") await until("the result is drawn", () => body.locator(".result video").evaluate((video: HTMLVideoElement) => video.readyState), (state) => state >= 1, 15_000);
          await checks.shot(page, `page-400-${name}`);
          checks.equal(await body.evaluate((box) => box.scrollWidth - box.clientWidth), 0, `pixels of ${name} that are cut off`);
          await page.keyboard.press("Escape");
        }
        await page.context().close();
      },
    },
    {
      name: "Care: Download works again after the bridge was started again, and says why where the result was moved",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US");
        await addMedia(page, media.voice, [media.clip]);
        await start(page);
        await finished(page, "job to download");
        const press = (): Promise<void> => job(page).locator(".item-actions .icon-button").first().click();
        const [first] = await Promise.all([page.waitForEvent("download"), press()]);
        checks.equal(await first.failure(), null, "the first download");

        await bridge.kill();
        await page.locator(".note.warn").waitFor({ timeout: 20_000 });
        await bridge.again();
        await page.locator(".note.warn").waitFor({ state: "detached", timeout: 20_000 });
        const [second] = await Promise.all([page.waitForEvent("download", { timeout: 20_000 }), press()]);
        checks.equal(await second.failure(), null, "the download from a bridge that was started again");
        await until("its picture is seen", () => job(page).locator(".thumb img").first().evaluate((picture: HTMLImageElement) => picture.naturalWidth).catch(() => 0), (width) => width > 0, 20_000);

        const [id] = await bridge.jobs();
        const path = await bridge.resultOf(id ?? "");
        await rename(path, `${path}.moved`);
        await press();
        const note = job(page).locator(".note.error");
        await note.waitFor({ timeout: 20_000 });
        checks.ok((await note.innerText()).includes("input.not_found"), `the note says ${await note.innerText()}`);
        await checks.shot(page, "page-download-moved");
        await page.context().close();
      },
    },
    {
      name: "Care: what another tab renders and deletes is seen here; what is typed into a correction stays when it is closed, and is asked about",
      run: async (checks: Checks) => {
        const [{ page }, { page: other }] = [await open(world, "en-US"), await open(world, "en-US")];
        const id = await bridge.submit(media.clip, media.voice, 1, "of another tab");
        const card = page.locator(".job", { hasText: "of another tab" });
        await card.waitFor({ timeout: 20_000 });
        await page.locator(".job.completed", { hasText: "of another tab" }).waitFor({ timeout: 60_000 });
        const correct = card.getByRole("button", { name: EN["correct.open"] });
        await correct.click();
        const needs = page.locator(".correct-form .help").last();
        checks.equal(await needs.innerText(), EN["correct.needs.range"], "what is missing");
        await page.locator(".point input").last().fill("1");
        checks.equal(await needs.innerText(), EN["correct.needs.words"], "what is missing then");
        await page.locator("dialog textarea").fill("Typed with care");
        checks.equal(await needs.innerText(), EN["correct.needs.language"], "what is missing after that");
        await page.keyboard.press("Escape");
        await correct.click();
        checks.equal(await page.locator("dialog textarea").inputValue(), "Typed with care", "the typed text");
        checks.equal(await asksBeforeReload(page), "beforeunload", "what is asked before a typed correction is lost");
        await page.keyboard.press("Escape");

        await other.locator(".job", { hasText: "of another tab" }).waitFor({ timeout: 20_000 });
        await bridge.remove(id);
        for (const one of [page, other]) await one.locator(".job", { hasText: "of another tab" }).waitFor({ state: "detached", timeout: 20_000 });
        await page.context().close();

        await other.locator("#tab-batch").click();
        await addMedia(other, media.voice, [media.clip, media.clip]);
        checks.equal(await asksBeforeReload(other), "beforeunload", "what is asked before chosen clips are lost");
        await other.context().close();
      },
    },
    {
      name: "Care: behind two pages of waiting jobs the one that runs is seen, and the bridge answers at once",
      run: async (checks: Checks) => {
        const ids: string[] = [];
        for (let n = 0; n < 25; n++) ids.push(await bridge.submit(media.clip, media.voice, n === 24 ? 2 : 1, `waits ${n}`));
        const { page } = await open(world, "en-US");
        await page.locator(".job.running").first().waitFor({ timeout: 20_000 });
        const waiting = page.locator(".job", { hasText: "waits 24" });
        const answer = page.waitForResponse((reply) => reply.url().endsWith("/cancel"), { timeout: 20_000 });
        const pressed = Date.now();
        await waiting.getByRole("button", { name: EN["job.cancel"] }).first().click();
        await answer;
        checks.ok(Date.now() - pressed < 5000, `the bridge answered after ${Date.now() - pressed} ms`);
        await Promise.all(ids.map((id) => bridge.cancel(id)));
        await page.context().close();
      },
    },
    {
      name: "Care: a preset that another tab saved meanwhile comes back by Undo, too, when it is saved over",
      run: async () => {
        const tabs = [(await open(world, "en-US")).page, (await open(world, "en-US")).page];
        for (const [n, page] of tabs.entries()) {
          await page.locator(".more summary").click();
          await page.locator(".more input[type=range], .more input[type=number]").first().fill(["0.6", "0.9"][n] ?? "");
          await page.getByRole("button", { name: EN["preset.save"] }).click();
          await page.getByRole("textbox", { name: EN["preset.name"] }).fill("of two tabs");
          await page.getByRole("button", { name: EN["preset.keep"], exact: true }).click();
          await until("it is chosen", () => page.locator("#preset").inputValue().catch(() => ""), (chosen) => chosen === "of two tabs", 10_000);
        }
        const undo = tabs[1]?.getByRole("button", { name: EN["preset.undo"], exact: true });
        await undo?.waitFor();
        await undo?.click();
        await until("the other tab's settings are back", async () => tabs[1]?.locator(".more input[type=range], .more input[type=number]").first().inputValue(), (value) => value === "0.6", 10_000);
        await tabs[1]?.getByRole("button", { name: EN["preset.remove"].replace("{name}", "of two tabs") }).click();
        await undo?.waitFor();
        for (const page of tabs) await page.context().close();
      },
    },
    {
      name: "Care: a preset that is saved over or removed comes back by Undo",
      run: async (checks: Checks) => {
        const { page } = await open(world, "en-US");
        await page.locator(".more summary").click();
        const intensity = page.locator(".more input[type=range], .more input[type=number]").first();
        const kept = async (value: string): Promise<void> => {
          await intensity.fill(value);
          await page.getByRole("button", { name: EN["preset.save"] }).click();
          await page.getByRole("textbox", { name: EN["preset.name"] }).fill("care");
          await page.getByRole("button", { name: EN["preset.keep"], exact: true }).click();
          await until("it is chosen", () => page.locator("#preset").inputValue().catch(() => ""), (chosen) => chosen === "care", 10_000);
        };
        const undo = page.getByRole("button", { name: EN["preset.undo"], exact: true });
        await kept("0.8");
        checks.equal(await undo.count(), 0, "offers to undo what was new");
        await kept("0.5");
        await undo.waitFor();
        await undo.click();
        await until("the settings before are there", () => intensity.inputValue(), (value) => value === "0.8", 10_000);

        await page.getByRole("button", { name: EN["preset.remove"].replace("{name}", "care") }).click();
        await undo.waitFor();
        checks.equal(await page.locator("#preset option").filter({ hasText: "care" }).count(), 0, "presets of that name once it is removed");
        await checks.shot(page, "page-preset-undo");
        await undo.click();
        await until("it is chosen again", () => page.locator("#preset").inputValue().catch(() => ""), (value) => value === "care", 10_000);
        await page.reload();
        await page.locator(".more summary").click();
        await page.locator("#preset").selectOption("care");
        checks.equal(await intensity.inputValue(), "0.8", "what the bridge holds");
        await page.getByRole("button", { name: EN["preset.remove"].replace("{name}", "care") }).click();
        await undo.waitFor();
        await page.context().close();
      },
    },
  ];
}

/** What a page asks before it is loaded again; it stays as it is. */
async function asksBeforeReload(page: Page): Promise<string> {
  const asked = new Promise<string>((resolve) => page.once("dialog", (dialog) => { void dialog.dismiss(); resolve(dialog.type()); }));
  void page.reload({ timeout: 10_000 }).catch(() => undefined);
  return Promise.race([asked, new Promise<string>((resolve) => setTimeout(() => resolve("nothing"), 10_000))]);
}
