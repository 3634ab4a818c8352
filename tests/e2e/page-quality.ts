import { mkdir } from "node:fs/promises";
import type { Page } from "../../panel/scripts/tools";
import { serious } from "./axe";
import { BridgeProcess } from "./bridge-process";
import { addMedia, finished, job, open, TEXTS, accepted, type World } from "./world";
import { until, type Checks, type Scenario } from "./scenario";

const HISTORY = 1000;
const PAGE = 20;

/** Whether everybody can use the page: by keyboard, by screen reader, on a phone's width, on a 4K screen, with years of results. */
export function pageQuality(world: World): Scenario[] {
  const { media } = world;
  return [
    ...([["en-US", "light"], ["zh-CN", "dark"]] as const).map(([locale, colorScheme]): Scenario => ({
      name: `No serious accessibility finding, ${locale}, ${colorScheme}, at 360 px and at 4K, and nothing sticks out`,
      run: async (checks) => {
        for (const [width, height] of [[360, 860], [3840, 2160]] as const) {
          const { page, errors } = await open(world, locale, { width, height });
          await page.emulateMedia({ colorScheme });
          for (const tab of ["single", "batch"]) {
            await page.locator(`#tab-${tab}`).click();
            await addMedia(page, media.voice, [media.clip]);
            await page.locator(".slot .player, .tile img").first().waitFor();
            await page.locator(".more summary").click();
            checks.equal(await tooWide(page, width), [], `${tab} at ${width} px: what sticks out`);
            checks.equal(await scrolling(page), [], `${tab} at ${width} px: what has a scroll bar of its own`);
            checks.equal(await serious(page), [], `${tab} at ${width} px`);
            await checks.shot(page, `page-${width}-${locale}-${colorScheme}-${tab}`);
          }
          if (width === 360) await editorsSizes(page, checks, `${locale}-${colorScheme}`);
          checks.equal(errors, [], "console errors");
          await page.context().close();
        }
      },
    })),
    {
      name: "No serious accessibility finding in any dialog, in both languages",
      run: async (checks) => {
        for (const [locale, colorScheme, width] of [["en-US", "light", 1440], ["zh-CN", "dark", 360]] as const) {
          const { page } = await open(world, locale, { width });
          await page.emulateMedia({ colorScheme });
          const t = TEXTS[locale];
          const dialogs = [t["log.open"], t["pair.label"]].map((name) => page.getByRole("button", { name, exact: true }));
          for (const button of [...dialogs, page.locator(".item.completed .item-actions .button").first(), page.locator(".job-actions .icon-button").first()]) {
            await button.click();
            await page.locator("dialog[open]").waitFor();
            await page.waitForTimeout(500);
            const title = await page.locator("dialog h2").innerText();
            checks.equal(await serious(page), [], title);
            checks.equal(await tooWide(page, width), [], `${title}: what sticks out`);
            await checks.shot(page, `dialog-${locale}-${title.split(" ")[0] ?? ""}`);
            await page.keyboard.press("Escape");
            await page.locator("dialog[open]").waitFor({ state: "detached" });
          }
          await page.context().close();
        }
      },
    },
    {
      name: "The whole way by keyboard: tab, voice, clips, order, start, compare and back",
      run: async (checks) => {
        const { page, errors } = await open(world, "en-US");
        page.on("filechooser", () => undefined); // Choosers are caught only while somebody listens; between two waits one would be missed.
        await tabTo(page, "#tab-single");
        await page.keyboard.press("ArrowRight");
        checks.equal(await page.locator("#tab-batch").getAttribute("aria-selected"), "true", "the arrow key changes the tab");
        await choose(page, ".block:nth-of-type(1) input[type=file]", [media.voice]);
        await choose(page, ".block:nth-of-type(2) input[type=file]", [media.clip, media.corrupt]);
        await tabTo(page, '.tile:nth-child(1) .tile-actions button:not(:disabled)[title*="later"]');
        await page.keyboard.press("Enter");
        checks.equal(await page.locator(".tile-name").first().innerText(), "corrupt.mp4", "first clip");
        await tabTo(page, '.tile:nth-child(1) .tile-actions button[title^="Remove"]');
        await page.keyboard.press("Space");
        checks.equal(await page.locator(".tile").count(), 1, "clips left");
        await tabTo(page, ".start .primary");
        await page.keyboard.press("Enter");
        await accepted(page);
        await finished(page, "job by keyboard");
        await tabTo(page, ".job:first-of-type .item-actions .button");
        await page.keyboard.press("Enter");
        await page.locator("dialog .transport .icon-button:first-child:enabled").waitFor();
        await tabTo(page, "dialog .transport .icon-button:first-child");
        await page.keyboard.press("Space");
        await until("it plays", () => page.locator("dialog .result video").evaluate((video: HTMLVideoElement) => video.currentTime), (time) => time > 0.1, 15_000);
        await page.keyboard.press("Escape");
        await page.locator("dialog[open]").waitFor({ state: "detached" });
        checks.ok(await page.evaluate(() => document.activeElement?.closest(".item") !== null), "the focus is back where it was");
        checks.ok(await job(page).isVisible(), "the results are there");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    },
    {
      name: `A history of ${HISTORY} renders comes a page at a time and scrolls without stalling`,
      run: (checks) => history(world, checks),
    },
    {
      name: "First contentful paint under a second",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        const paints: number[] = [];
        for (let round = 0; round < 4; round++) {
          await page.reload();
          paints.push(await until("paint", () => page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1), (time) => time >= 0, 10_000));
        }
        console.log(`      first contentful paint after ${paints.map(Math.round).join(", ")} ms`);
        checks.ok(Math.min(...paints) < 1000, `painted after ${paints.join(", ")} ms`);
        await page.context().close();
      },
    },
  ];
}

/** A narrow window beside a timeline and a laptop's, with a result's details open. */
async function editorsSizes(page: Page, checks: Checks, name: string): Promise<void> {
  const details = page.locator(".item.completed .details summary").first();
  if ((await details.count()) > 0) await details.click();
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    checks.equal(await tooWide(page, width), [], `at ${width} px: what sticks out`);
    checks.equal(await serious(page), [], `at ${width} px`);
    await checks.shot(page, `page-${width}-${name}`);
    await page.locator(".results").scrollIntoViewIfNeeded();
    if (width === 400) await checks.shot(page, `page-${width}-${name}-results`);
  }
}

async function history(world: World, checks: Checks): Promise<void> {
  const data = `${world.folder}/history`;
  await mkdir(data, { recursive: true });
  const bridge = await BridgeProcess.start({ data: `${data}/data`, outputs: `${data}/outputs`, media: world.media.folder });
  try {
    await fill(bridge, world);
    const { page, errors } = await open(world, "zh-CN", { bridge });
    await page.locator(".job").nth(PAGE - 1).waitFor();
    const seen = new Set<string>();
    for (let number = 1; number <= 4; number++) {
      const titles = await page.locator(".job h3").allInnerTexts();
      checks.equal(titles.length, PAGE, `entries on page ${number}`);
      for (const title of titles) seen.add(title);
      if (number === 4) break;
      await page.getByRole("button", { name: TEXTS["zh-CN"]["results.older"] }).click();
      await until("the next page", () => page.locator(".pager span").innerText(), (text) => text.includes(String(number + 1)), 20_000);
    }
    checks.equal(seen.size, 4 * PAGE, "different entries on four pages");
    const { frames, longest, elements } = await scroll(page);
    console.log(`      ${frames} frames while scrolling, the longest ${Math.round(longest)} ms, ${elements} elements`);
    checks.ok(elements < 3000, `the page holds ${elements} elements`);
    checks.ok(frames > 20, `only ${frames} frames were drawn while scrolling`);
    await page.getByRole("button", { name: TEXTS["zh-CN"]["results.newest"] }).click();
    await until("the first page", () => page.locator(".job h3").first().innerText(), (title) => title === `访谈 ${HISTORY}`, 20_000);
    await checks.shot(page, "page-history-zh");
    checks.equal(errors, [], "console errors");
    await page.context().close();
  } finally {
    await bridge.stop();
  }
}

/** Jobs that were cancelled before their turn, the quickest kind of a past. */
async function fill(bridge: BridgeProcess, { media }: World): Promise<void> {
  const api = `http://127.0.0.1:${bridge.port}/api/v1`;
  const headers = { Authorization: `Bearer ${await bridge.token()}`, "Content-Type": "application/json" };
  for (let number = 1; number <= HISTORY; number++) {
    const item = { clip: { path: media.corrupt }, audio: { path: media.voice }, label: `访谈 ${number}` };
    const reply = await fetch(`${api}/jobs`, { method: "POST", headers, body: JSON.stringify({ idempotencyKey: `history-${number}`, title: item.label, items: [item] }) });
    const { id } = (await reply.json()) as { readonly id: string };
    await fetch(`${api}/jobs/${id}/cancel`, { method: "POST", headers });
  }
}

/** Scrolls from end to end with the wheel's steps and watches the frames. */
function scroll(page: Page): Promise<{ frames: number; longest: number; elements: number }> {
  return page.evaluate(async () => {
    let frames = 0;
    let longest = 0;
    let before = performance.now();
    for (let at = 0; at < document.documentElement.scrollHeight; at += 60) {
      window.scrollTo(0, at);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      longest = Math.max(longest, now - before);
      before = now;
      frames += 1;
    }
    return { frames, longest, elements: document.querySelectorAll("*").length };
  });
}

/** Presses Tab until the focus is there, once around the page at most; a way that never comes there is no way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const stops = await page.locator("a, button, input, select, summary, textarea, video, [tabindex]").count();
  for (let presses = 0; presses < stops + 20; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never comes to ${selector}`);
}

async function choose(page: Page, selector: string, files: string[]): Promise<void> {
  await tabTo(page, selector);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(files);
}

/** What sticks out of the window on the right. */
function tooWide(page: Page, width: number): Promise<string[]> {
  return page.evaluate((limit) =>
    document.documentElement.scrollWidth <= limit ? [] : Array.from(document.querySelectorAll("*")).filter((one) => one.getBoundingClientRect().right > limit + 1).map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`).slice(0, 8), width);
}

/** What scrolls by itself: where a system shows scroll bars, as Windows does, each is seen. Only text that is typed may be longer than its field. */
function scrolling(page: Page): Promise<string[]> {
  return page.evaluate(() => Array.from(document.querySelectorAll("body *")).filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return one.tagName !== "TEXTAREA"
      && ([[overflowX, one.scrollWidth > one.clientWidth], [overflowY, one.scrollHeight > one.clientHeight]] as const).some(([overflow, isLonger]) => isLonger && (overflow === "auto" || overflow === "scroll"));
  }).map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`));
}
