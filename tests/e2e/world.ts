import type { Browser, Locator, Page } from "../../panel/scripts/tools";
import { en } from "../../panel/src/strings/en";
import { zh } from "../../panel/src/strings/zh";
import type { BridgeProcess } from "./bridge-process";
import { until } from "./scenario";
import type { TestMedia } from "./media";

export interface World {
  readonly browser: Browser;
  readonly bridge: BridgeProcess;
  readonly media: TestMedia;
  readonly folder: string;
}

export interface Opened {
  readonly page: Page;
  /** Errors that the page wrote to the console or threw, and requests that left the bridge. */
  readonly errors: string[];
}

export type Locale = "en-US" | "zh-CN";

/** The page's texts, to be looked for on the screen. */
export const TEXTS: Readonly<Record<Locale, Readonly<Record<keyof typeof en, string>>>> = { "en-US": en, "zh-CN": zh };

export async function open(world: World, locale: Locale, size: { readonly width?: number; readonly height?: number; readonly token?: string; readonly bridge?: BridgeProcess } = {}): Promise<Opened> {
  const bridge = size.bridge ?? world.bridge;
  const context = await world.browser.newContext({ locale, viewport: { width: size.width ?? 1280, height: size.height ?? 860 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`http://127.0.0.1:${bridge.port}/`) && !/^(blob|data):/.test(url)) errors.push(`a request leaves for ${url}`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  const token = size.token ?? (await bridge.admit());
  await page.addInitScript((value) => { if (!localStorage.getItem("heygem.token")) localStorage.setItem("heygem.token", value); }, token);
  await page.goto(`http://127.0.0.1:${bridge.port}/`);
  await page.locator("#tab-single, .signin").first().waitFor();
  return { page, errors };
}

export async function addMedia(page: Page, voice: string, clips: string[]): Promise<void> {
  await page.locator(".work input[type=file]").first().setInputFiles(voice);
  await page.locator(".work .block").nth(1).locator("input[type=file]").first().setInputFiles(clips);
}

/** Presses Render and waits until the bridge has accepted the job: then the tray is empty and the new job is the first. */
export async function start(page: Page): Promise<void> {
  await page.locator(".start .primary").click();
  await accepted(page);
}

export async function accepted(page: Page): Promise<void> {
  await until("the job is accepted", () => page.locator(".tile, .slot").count(), (count) => count === 0, 60_000);
  await job(page).waitFor();
}

export function job(page: Page): Locator {
  return page.locator(".job").first();
}

export async function finished(page: Page, what: string): Promise<string> {
  return until(what, async () => (await job(page).getAttribute("class").catch(() => null)) ?? "none", (found) => /completed|failed|cancelled/.test(found));
}
