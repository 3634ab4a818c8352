import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { addMedia, job, open, finished, start, TEXTS, type Locale, type World } from "./world";
import { until, type Checks, type Scenario } from "./scenario";
import { serious } from "./axe";

/** Captions become speech, and a part of a result is said anew, against the real bridge, its engine and the synthesizers of the machine. */
export function pageText(world: World): Scenario[] {
  const { media } = world;
  const locale: Locale = "zh-CN";
  return [{
    name: `Text, ${locale}: captions are heard and corrected, each language becomes a result, and one sentence of it is said anew`,
    run: async (checks) => {
      const t = TEXTS[locale];
      const { page, errors } = await open(world, locale, { height: 1250 });
      const german = `${media.folder}/talk.de.srt`;
      await writeFile(german, "1\n00:00:00,100 --> 00:00:01,900\nAnna: Guten Tag.\n");
      await page.locator("#tab-single").focus();
      // From the first tab round to the last, which is for timelines, and one on.
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await page.locator("#panel-text").waitFor();
      await page.locator("#panel-text input[type=file]").first().setInputFiles(german);
      await page.locator(".script").waitFor();
      checks.equal(await page.locator(".script input[type=text]").first().inputValue(), "de", "the language is that of the file's name");
      await page.locator("#panel-text details.path > summary").first().click();
      await page.locator("#panel-text details.path textarea").first().fill("Good morning to you all.");
      await page.locator("#panel-text details.path input").first().fill("en");
      await page.getByRole("button", { name: t["text.add"], exact: true }).first().click();
      await until("both languages are there", () => page.locator(".script").count(), (count) => count === 2, 20_000);
      const field = page.locator(".script").first().locator(".cue textarea");
      await field.fill("Guten Tag, liebe Leute, dieser Satz ist für seinen kurzen Platz viel zu lang geworden.");
      const heard = page.waitForResponse((reply) => reply.url().endsWith("/api/v1/speech"));
      await page.locator(".script").first().locator(".cue .icon-button").click();
      checks.equal((await heard).headers()["content-type"], "audio/wav", "a cue is heard");
      await page.locator(".script").first().getByRole("button", { name: t["text.check"] }).click();
      await page.locator(".script .cue-advice").waitFor();
      await page.locator("#panel-text .block").nth(1).locator("input[type=file]").first().setInputFiles([media.clip]);
      await page.locator(".tile").waitFor();
      checks.equal(await serious(page), [], "accessibility of the tab");
      await checks.shot(page, `page-text-${locale}`);
      await page.locator(".start .primary").click();
      await job(page).locator(".item").nth(1).waitFor();
      checks.ok(/completed/.test(await finished(page, "dub")), `the dub ended as ${await job(page).innerText()}`);
      checks.equal(await job(page).locator(".item").count(), 2, "a result for each language");
      await correct(world, checks, { page, locale });
      checks.equal(errors, [], "errors of the page");
      await page.context().close();
    },
  }, knownWords(world)];
}

/** The text of a voice is given beside it, and a part of the result is chosen by its words. */
function knownWords({ browser, bridge, media, folder }: World): Scenario {
  return {
    name: "Known words are shown under the result, and a click on one plays from it and chooses it",
    run: async (checks) => {
      const t = TEXTS["en-US"];
      const voice = `${media.folder}/boxes.wav`;
      await promisify(execFile)("espeak-ng", ["-v", "en-us", "-w", voice, "Seven small boxes."]);
      const { page, errors } = await open({ browser, bridge, media, folder }, "en-US");
      await addMedia(page, voice, [media.clip]);
      await page.locator(".words-field summary").click();
      await page.locator(".words-field textarea").fill("Seven small purple boxes.");
      await page.locator(".words-field input").fill("en-us");
      checks.equal(await serious(page), [], "accessibility of the words beside the voice");
      await checks.shot(page, "page-words-given");
      await start(page);
      checks.ok(/completed/.test(await finished(page, "render")), `the render ended as ${await job(page).innerText()}`);
      await job(page).getByRole("button", { name: t["correct.open"] }).first().click();
      await page.locator("dialog .words").waitFor();
      checks.equal(await page.locator("dialog .words > *").allInnerTexts(), ["Seven", "small", "purple", "boxes."], "the words");
      await page.locator("dialog .word", { hasText: "small" }).click();
      const [from, to] = await page.locator("dialog input[type=number]").evaluateAll((both) => both.map((one) => Number((one as HTMLInputElement).value)));
      checks.ok(from !== undefined && to !== undefined && from > 0.2 && to > from && to < 1.2, `"small" lies at ${from} to ${to}`);
      await page.locator("dialog .word", { hasText: "Seven" }).click({ modifiers: ["Shift"] });
      checks.ok(Number(await page.locator("dialog input[type=number]").first().inputValue()) < (from ?? 0), "Shift widens the range");
      checks.equal(await serious(page), [], "accessibility of the words");
      await checks.shot(page, "page-words");
      checks.equal(errors, [], "errors of the page");
      await page.context().close();
    },
  };
}

async function correct(world: World, checks: Checks, { page, locale }: { page: Awaited<ReturnType<typeof open>>["page"]; locale: Locale }): Promise<void> {
  const t = TEXTS[locale];
  await job(page).locator(".item").first().getByRole("button", { name: t["correct.open"] }).click();
  await page.locator("dialog .cues button").first().click();
  checks.equal(await page.locator("dialog input[type=number]").first().inputValue(), "0.1", "the sentence's range is taken");
  await page.locator("dialog textarea").fill("Guten Abend.");
  await until("the language is known", () => page.locator("dialog .script-choices input").inputValue(), (found) => found === "de", 10_000);
  checks.equal(await serious(page), [], "accessibility of the correction");
  await checks.shot(page, `page-correct-${locale}`);
  const before = (await world.bridge.jobs()).length;
  await page.locator("dialog .primary").click();
  await until("the correction is a job", async () => (await world.bridge.jobs()).length, (count) => count === before + 1, 20_000);
  checks.ok(/completed/.test(await finished(page, "correction")), `the correction ended as ${await job(page).innerText()}`);
}
