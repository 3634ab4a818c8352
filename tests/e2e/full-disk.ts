import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { closeSync, openSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { BridgeProcess } from "./bridge-process";
import { accepted, addMedia, finished, job, open, TEXTS, type World } from "./world";
import { until, type Checks, type Scenario } from "./scenario";

const run = promisify(execFile);
const DISK_MB = 300;
/** The bridge takes no job when its results' disk has less than 256 MiB free. */
const TOO_MUCH_MB = 64;

/** A disk for results that really fills up, under the real bridge. Only root on Linux can make one. */
export function fullDisk(world: World): Scenario[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    console.log("full disk: left out, it takes root on Linux to mount one");
    return [];
  }
  return [{ name: "Trouble: a full disk is said before a batch is taken in and while it renders; with room it goes on by itself", run: (checks) => scenario(world, checks) }];
}

async function scenario(world: World, checks: Checks): Promise<void> {
  const folder = `${world.folder}/small disk`;
  await mkdir(folder, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", folder]);
  const bridge = await BridgeProcess.start({ data: `${world.folder}/small-disk-data`, outputs: folder, media: world.media.folder });
  const t = TEXTS["zh-CN"];
  try {
    const { page } = await open(world, "zh-CN", { bridge });
    await page.locator("#tab-batch").click();
    await addMedia(page, world.media.voice, [world.media.clip, world.media.clip, world.media.clip]);
    fill(`${folder}/ballast`, TOO_MUCH_MB);
    await page.locator(".start .primary").click();
    const note = page.locator(".start .note.error");
    await note.waitFor({ timeout: 20_000 });
    const said = await note.innerText();
    for (const part of [t["error.disk.full"], t["error.disk.full.next"], "disk.full"]) checks.ok(said.includes(part), `expected "${part}" in "${said}"`);
    checks.equal(await page.locator(".tile").count(), 3, "clips that are still there");
    await checks.shot(page, "page-full-disk-zh");

    await rm(`${folder}/ballast`);
    await note.getByRole("button", { name: t["error.retry"] }).click();
    await accepted(page);
    fill(`${folder}/ballast`, DISK_MB);
    await until("the clips wait for room and say so", () => page.locator(".item-note.held").allInnerTexts(), (texts) => texts.length > 0 && texts.every((one) => one === t["item.held"]), 60_000);
    checks.equal(await job(page).locator(".item.failed").count(), 0, "failed clips");
    await checks.shot(page, "page-held-zh");

    await rm(`${folder}/ballast`);
    checks.ok(/completed/.test(await finished(page, "the batch once there is room")), "the batch is done");
    checks.equal(await page.locator(".item-note.held").count(), 0, "clips that still wait");
    await page.context().close();
  } finally {
    await bridge.stop();
    await run("umount", ["-l", folder]);
  }
}

/** Writes so many megabytes, or until no byte more fits. */
function fill(path: string, megabytes: number): void {
  const file = openSync(path, "w");
  try {
    for (let block = 0; block < megabytes * 256; block++) writeSync(file, Buffer.alloc(4096));
  } catch {
    // Full.
  } finally {
    closeSync(file);
  }
}
