import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { serious } from "./axe";
import { until, type Scenario } from "./scenario";
import { finished, job, open, TEXTS, type World } from "./world";

/** A timeline file comes to the page, is rendered by the real bridge and its engine, and goes home with the renders. */
export function pageTimeline(world: World): Scenario[] {
  const { media } = world;
  const locale = "zh-CN";
  return [{
    name: `Timeline, ${locale}: clips are listed with voice and picture, missing media are found, and the timeline comes back with its renders`,
    run: async (checks) => {
      const t = TEXTS[locale];
      const { page, errors } = await open(world, locale, { height: 1400 });
      const cut = `${media.folder}/第 1 集 cut.xml`;
      const list = `${media.folder}/cut.edl`;
      await writeFile(cut, xmeml([pathToFileURL(media.clip).href, pathToFileURL(media.clip).href, "file://localhost/D%3a/Footage/lost one.mp4", pathToFileURL(`${media.folder}/title.png`).href], pathToFileURL(media.voice).href));
      await writeFile(`${media.folder}/title.png`, "a picture");
      await writeFile(list, `TITLE: List\n001  AX  V  C  00:00:00:00 00:00:00:10 01:00:00:00 01:00:00:10\n* FROM CLIP NAME: a\n* SOURCE FILE: ${media.clip}\n002  AX  A  C  00:00:00:00 00:00:00:10 01:00:00:00 01:00:00:10\n* SOURCE FILE: ${media.voice}\n`);
      await page.emulateMedia({ reducedMotion: "reduce" }); // Colours that fade into a new theme are no fault of contrast.
      await page.locator("#tab-timeline").click();

      await page.locator("#panel-timeline input[type=file]").first().setInputFiles(list);
      await page.locator(".cut-rate").waitFor();
      checks.equal(await page.locator("#panel-timeline .note.error").count(), 0, "a rate is asked for, which is no error");
      await until("what is missing is the rate, and no tick", () => page.locator("#panel-timeline #start-hint").innerText(), (hint) => hint === t["timeline.needsRate"], 10_000);
      await page.locator(".cut-rate").selectOption("25");
      await until("the list is read at its rate", () => page.locator(".cut").count(), (count) => count === 1, 30_000);

      await page.locator("#panel-timeline .chosen input[type=file]").first().setInputFiles(cut);
      await until("the clips are listed", () => page.locator(".cut").count(), (count) => count === 2, 30_000);
      checks.equal(await page.locator(".skips .muted").allInnerTexts(), [t["timeline.skip.offline"], t["timeline.skip.still"]], "what is left, and why, in the page's language");
      checks.ok((await page.locator(".cut-voice").first().innerText()).includes("A1"), "the voice's track is named");
      await until("each clip has its picture", () => page.locator(".cut img").evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length), (count) => count === 2, 30_000);
      checks.equal(await serious(page), [], "accessibility, wide and light");
      await checks.shot(page, "page-timeline-1280-light");
      await page.setViewportSize({ width: 360, height: 1900 });
      await page.evaluate(() => { document.documentElement.dataset["theme"] = "dark"; });
      checks.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, "no sideways scrolling at 360 pixels");
      checks.equal(await serious(page), [], "accessibility, narrow and dark");
      await checks.shot(page, "page-timeline-360-dark");
      await page.setViewportSize({ width: 1280, height: 1400 });

      checks.equal(await page.locator(".root-from").inputValue(), "D:\\Footage", "the folder of the missing file is named");
      await mkdir(`${media.folder}/素材 库`, { recursive: true });
      await copyFile(media.clip, `${media.folder}/素材 库/lost one.mp4`);
      await page.locator(".root-to").fill(`${media.folder}/素材 库`);
      await page.locator(".root-form button").click();
      await until("the missing file is found", () => page.locator(".cut").count(), (count) => count === 3, 30_000);
      await checks.shot(page, "page-timeline-1280-dark");

      await page.getByRole("button", { name: t["preset.save"] }).click();
      await page.getByRole("textbox", { name: t["preset.name"] }).fill("时间线");
      await page.getByRole("button", { name: t["preset.keep"], exact: true }).click();
      await until("the preset is kept and chosen", () => page.locator("#preset").inputValue().catch(() => ""), (value) => value === "时间线", 10_000);
      await page.locator(".cut input").nth(1).uncheck();
      const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/timelines/renders")), page.locator(".start .primary").click()]);
      checks.equal((request.postDataJSON() as { preset?: string }).preset, "时间线", "the preset that is sent");
      await job(page).locator(".item").nth(1).waitFor();
      checks.ok(/completed/.test(await finished(page, "timeline")), `the job ended as ${await job(page).innerText()}`);
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: t["timeline.download"] }).first().click()]);
      checks.equal(download.suggestedFilename(), "第 1 集 cut_lipsync.xml", "the timeline's name");
      const text = await readFile(await download.path(), "utf8");
      checks.equal([...text.matchAll(/<name>([^<]*\(HeyGem\))<\/name>/g)].map((found) => found[1]), ["镜头 \"1\" (HeyGem)", "镜头 \"3\" (HeyGem)"], "the renders that the timeline has");
      checks.equal(errors.filter((one) => !one.includes("422")), [], "errors of the page, but for the list that was asked for without its rate");
      await page.context().close();
    },
  }];
}

/** Clips of ten frames at 25 frames a second, one after the other, over one voice. */
function xmeml(clips: readonly string[], voice: string): string {
  const rate = "<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>";
  const item = (id: string, name: string, url: string, start: number, length: number): string =>
    `<clipitem id="${id}"><name>${name}</name>${rate}<start>${start}</start><end>${start + length}</end><in>${start}</in><out>${start + length}</out>` +
    `<file id="f-${id}"><pathurl>${url.replace(/&/g, "&amp;")}</pathurl>${rate}<duration>50</duration></file></clipitem>`;
  const pictures = clips.map((url, index) => item(`c${index}`, `镜头 "${index + 1}"`, url, index * 10, 10)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="4"><sequence><name>第 1 集</name>${rate}<media><video><track>${pictures}</track></video><audio><track>${item("v", "voice", voice, 0, clips.length * 10)}</track></audio></media></sequence></xmeml>\n`;
}
