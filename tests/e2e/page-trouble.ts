import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import type { Locator, Page } from "../../panel/scripts/tools";
import { OWN_VERSION } from "../../panel/src/bridge/version";
import { accepted, addMedia, finished, job, open, start, TEXTS, type Locale, type World } from "./world";
import { until, type Checks, type Scenario } from "./scenario";

/** What can go wrong on the way, each read from the screen: what happened, what to do, nothing lost, nothing that spins. */
export function pageTrouble(world: World): Scenario[] {
  const { media, bridge } = world;
  return [
    ...(["en-US", "zh-CN"] as const).map((locale): Scenario => ({
      name: `Trouble, ${locale}: without a voice or a clip the button is off and says what is missing`,
      run: async (checks) => {
        const { page } = await open(world, locale);
        const hint = page.locator("#start-hint");
        checks.equal([await page.locator(".start .primary").isDisabled(), await hint.innerText()], [true, TEXTS[locale]["start.needsVoice"]], "nothing chosen");
        await page.locator(".work input[type=file]").first().setInputFiles(media.voice);
        checks.equal([await page.locator(".start .primary").isDisabled(), await hint.innerText()], [true, TEXTS[locale]["start.needsClip"]], "a voice, no clip");
        await page.context().close();
      },
    })),
    {
      name: "Trouble: a wrong token leads to the way in",
      run: async (checks) => {
        const { page } = await open(world, "zh-CN", { token: "0".repeat(64) });
        await page.locator(".signin h1").waitFor({ timeout: 15_000 });
        for (const key of ["signin.title", "signin.text"] as const) await says(checks, page.locator(".signin"), TEXTS["zh-CN"][key]);
        await page.locator(".signin input").fill("000000");
        await page.locator(".signin .primary").click();
        await says(checks, page.locator('.signin [role="alert"]'), TEXTS["zh-CN"]["signin.bad"]);
        await page.context().close();
      },
    },
    {
      name: "Trouble: the bridge dies while a clip is sent; the draft stays, and one press sends it again and renders it",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        const slow = await slowUploads(page);
        await addMedia(page, media.voice, [await padded(world)]);
        await page.locator(".start .primary").click();
        await underWay(page);
        await bridge.kill();
        await offersRetry(checks, page, "en-US");
        await checks.shot(page, "page-cut-off");
        await slow(false);
        await bridge.again();
        await page.locator(".status.ready").waitFor({ timeout: 20_000 });
        await page.locator(".start .note.error .button").click();
        await accepted(page);
        checks.ok(/completed/.test(await finished(page, "the job after all")), "the clip is rendered");
        await page.context().close();
      },
    },
    {
      name: "Trouble: a bridge that hangs while a clip is sent is given up after a while",
      run: async (checks) => {
        const { page } = await open(world, "zh-CN");
        await slowUploads(page);
        await addMedia(page, media.voice, [await padded(world)]);
        await page.locator(".start .primary").click();
        await underWay(page);
        bridge.freeze(true);
        try {
          await offersRetry(checks, page, "zh-CN", 90_000);
        } finally {
          bridge.freeze(false);
        }
        await page.context().close();
      },
    },
    refusal(world, "a full disk", "zh-CN", "**/api/v1/uploads*", 507, "disk.full", "The disk of the data folder has 0.1 GB free, which is too little for this upload.", "Free space."),
    refusal(world, "an unknown code of a newer bridge", "en-US", "**/api/v1/jobs", 422, "moon.too_full", "The moon is full.", "Wait a week."),
    {
      name: "Trouble: a page from before an update is told with both versions",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.route("**/api/v1/capabilities", async (route) => {
          const reply = await route.fetch();
          await route.fulfill({ response: reply, json: { ...((await reply.json()) as object), version: "9.1.0" } });
        });
        await page.reload();
        await says(checks, page.locator(".note.error.wide"), TEXTS["en-US"]["version.text"].replace("{own}", OWN_VERSION).replace("{bridge}", "9.1.0"));
        await page.context().close();
      },
    },
    {
      name: "Trouble: a path outside the media folders is refused in words, and nothing spins",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator(".path summary").first().click();
        await page.locator(".path-row input").first().fill("/etc/passwd");
        await page.locator(".path-row .button").first().click();
        await page.locator(".work .block").nth(1).locator("input[type=file]").first().setInputFiles(media.clip);
        const note = page.locator(".start .note.error");
        await note.waitFor({ timeout: 20_000 });
        for (const part of [TEXTS["en-US"]["error.path.not_allowed"], TEXTS["en-US"]["error.path.not_allowed.next"], "path.not_allowed"]) await says(checks, note, part);
        checks.equal([await page.locator(".sending").count(), await page.locator(".start .primary").isDisabled(), await page.getByRole("button", { name: TEXTS["en-US"]["error.retry"] }).count()], [0, true, 0], "sending, a disabled button, offers to try again");
        await page.context().close();
      },
    },
    {
      name: "Trouble: a clip that is deleted before its turn is named, the others are rendered; a voice that is too short is told",
      run: async (checks) => {
        const { page } = await open(world, "zh-CN");
        const gone = `${media.folder}/gone.mp4`;
        await copyFile(media.clip, gone);
        await page.locator("#tab-batch").click();
        await page.locator(".work input[type=file]").first().setInputFiles(media.shortVoice);
        await page.locator(".path summary").last().click();
        await page.locator(".path-row textarea").fill(`${media.clip}\n${media.clip}\n${gone}`);
        await page.locator(".path-row .button").last().click();
        await start(page);
        await rm(gone);
        await finished(page, "batch with a deleted clip");
        await says(checks, job(page).locator(".item.failed .note"), TEXTS["zh-CN"]["error.input.not_found"]);
        checks.equal(await job(page).locator(".item.completed").count(), 2, "rendered clips");
        await says(checks, job(page).locator(".item.completed").first(), TEXTS["zh-CN"]["warning.clip_longer"].split("{")[0] ?? "");
        await checks.shot(page, "page-deleted-clip-zh");
        await page.context().close();
      },
    },
  ];
}

/** The bridge answers one address with a refusal; the page says it, keeps the draft, and goes on once the bridge takes it. */
function refusal(world: World, what: string, locale: Locale, address: string, status: number, code: string, detail: string, hint: string): Scenario {
  const { media } = world;
  return {
    name: `Trouble, ${locale}: ${what} is shown with the next step`,
    run: async (checks) => {
      const { page } = await open(world, locale);
      const body = JSON.stringify({ code, detail, hint, requestId: "r-4711" });
      await page.route(address, (route) => (route.request().method() === "POST" ? route.fulfill({ status, contentType: "application/problem+json", body }) : route.fallback()));
      await addMedia(page, media.voice, [media.clip]);
      await page.locator(".start .primary").click();
      const note = page.locator(".start .note.error");
      await note.waitFor({ timeout: 20_000 });
      const table: Readonly<Record<string, string>> = TEXTS[locale];
      if (locale === "zh-CN") {
        checks.ok(!(await note.innerText()).includes(detail), "the English sentence is shown before anybody asks for it");
        await note.locator("summary").click();
      }
      for (const part of [table[`error.${code}`] ?? TEXTS[locale]["error.unknown"], detail, table[`error.${code}.next`] ?? hint, code, "r-4711"]) await says(checks, note, part);
      checks.equal([await page.locator(".sending").count(), await page.locator(".slot").count(), await page.locator(".chosen").count()], [0, 1, 1], "sending, clip, voice");
      await page.unroute(address);
      await note.locator(".button").click();
      await accepted(page);
      await page.context().close();
    },
  };
}

async function says(checks: Checks, where: Locator, text: string): Promise<void> {
  await where.first().waitFor({ timeout: 20_000 });
  const found = await where.first().innerText();
  checks.ok(found.includes(text), `expected "${text}" in "${found}"`);
}

async function offersRetry(checks: Checks, page: Page, locale: Locale, timeout = 30_000): Promise<void> {
  const note = page.locator(".start .note.error");
  await note.waitFor({ timeout });
  for (const key of ["error.unreachable", "error.unreachable.next", "error.retry"] as const) await says(checks, note, TEXTS[locale][key]);
  checks.equal([await page.locator(".sending").count(), await page.locator(".slot").count(), await page.locator(".chosen").count()], [0, 1, 1], "sending, clip, voice");
}

/** Holds the upload to a pace at which it can be caught in the middle. */
async function slowUploads(page: Page): Promise<(on: boolean) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const set = (on: boolean): Promise<void> =>
    session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: on ? 400_000 : -1 }).then(() => undefined);
  await session.send("Network.enable");
  await set(true);
  return set;
}

async function underWay(page: Page): Promise<void> {
  await until("the clip is being sent", async () => Number(await page.locator(".sending .bar").getAttribute("aria-valuenow").catch(() => "0")), (value) => value >= 5 && value < 95, 60_000);
}

/** The clip with eight megabytes behind it that mean nothing: an MP4 box of the kind `free`. */
async function padded({ media }: World): Promise<string> {
  const path = `${media.folder}/long take.mp4`;
  const box = Buffer.alloc(8_000_000);
  box.writeUInt32BE(box.length, 0);
  box.write("free", 4, "ascii");
  await writeFile(path, Buffer.concat([await readFile(media.clip), box]));
  return path;
}
