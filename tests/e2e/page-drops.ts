import { appendFile, copyFile, mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "../../panel/scripts/tools";
import { accepted, addMedia, open, TEXTS, type World } from "./world";
import type { Scenario } from "./scenario";

/** Files and folders dragged onto the page as a desktop gives them: real paths, by the browser's own drag. */
export function pageDrops(world: World): Scenario[] {
  const { media } = world;
  const t = TEXTS["en-US"];
  return [
    {
      name: "A dropped folder stands for its clips, below it too, by name; one with nothing that fits says so",
      run: async (checks) => {
        const shoot = join(world.folder, "Shoot 7");
        await mkdir(join(shoot, "b roll", ".trash"), { recursive: true });
        for (const name of ["take 10.mp4", "take 2.mp4", ".take 3.mp4", join("b roll", "cut.mov"), join("b roll", ".trash", "old.mp4")]) await copyFile(media.clip, join(shoot, name));
        for (const name of ["notes.md", "Thumbs.db", "poster.jpg"]) await writeFile(join(shoot, name), "no clip");
        const bare = join(world.folder, "Only notes");
        await mkdir(bare, { recursive: true });
        await writeFile(join(bare, "notes.md"), "no clip");
        const { page, errors } = await open(world, "en-US");
        await page.locator("#tab-batch").click();
        const clips = page.locator(".work .block").nth(1).locator("label.drop");
        await dropPaths(page, clips, [bare]);
        await page.getByText(t["drop.bare"].replace("{name}", "Only notes")).waitFor({ timeout: 5000 });
        checks.equal(await page.locator(".tile").count(), 0, "clips of a folder without one");
        await dropPaths(page, clips, [shoot, media.clip]);
        await page.locator(".tile").nth(3).waitFor({ timeout: 5000 });
        const own = media.clip.slice(media.clip.lastIndexOf("/") + 1);
        checks.equal(await page.locator(".tile-name").allInnerTexts(), ["cut.mov", "take 2.mp4", "take 10.mp4", own], "clips of the folder, and the file beside it");
        checks.equal(await page.getByText(t["drop.bare"].replace("{name}", "Only notes")).count(), 0, "the note of the empty folder afterwards");
        const voice = page.locator(".work .block").first().locator("label.drop");
        await dropPaths(page, voice, [media.voice, media.clip]);
        await page.getByText(t["drop.one"].replace("{n}", "2")).waitFor({ timeout: 5000 });
        checks.equal(await page.locator(".chosen").count(), 0, "a voice chosen out of two");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    },
    {
      name: "A file that is let go beside the places for files leaves the page as it is",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        const title = page.locator("header").first();
        const refused = await page.evaluate(() => new Promise<boolean>((tell) => {
          addEventListener("drop", (event) => { setTimeout(() => tell(event.defaultPrevented), 0); });
          const bar = document.querySelector("header");
          const transfer = new DataTransfer();
          transfer.items.add(new File(["x"], "clip.mp4"));
          for (const kind of ["dragover", "drop"]) bar?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }));
        checks.ok(refused, "the browser is kept from opening the file");
        await title.waitFor();
        await page.context().close();
      },
    },
    {
      name: "A chosen file that is written anew or removed before it is sent is named, and the bridge is not blamed",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        for (const spoil of [(path: string) => appendFile(path, "more"), (path: string) => rm(path)]) {
          const clip = join(world.folder, "re-exported.mp4");
          await copyFile(media.clip, clip);
          await utimes(clip, 1_700_000_000, 1_700_000_000);
          await addMedia(page, media.voice, [clip]);
          await page.locator(".slot").waitFor();
          await spoil(clip);
          await page.locator(".start .primary").click();
          await page.locator(".start").getByText(`${t["error.file_lost"]} re-exported.mp4`).waitFor({ timeout: 10_000 });
          checks.equal(await page.locator(".start .note.error").getByRole("button", { name: t["error.retry"] }).count(), 0, "ways to send again what is not there");
          await copyFile(media.clip, clip);
          await page.locator(".work .block").nth(1).locator("input[type=file]").first().setInputFiles(clip);
          await page.locator(".start .primary").click();
          await accepted(page);
        }
        await page.context().close();
      },
    },
  ];
}

async function dropPaths(page: Page, place: Locator, files: readonly string[]): Promise<void> {
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (!box) throw new Error("the place for files is not on the page");
  const browser = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await browser.send("Input.dispatchDragEvent", { type, x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items: [], files: [...files], dragOperationsMask: 1 } });
  }
  await browser.detach();
}
