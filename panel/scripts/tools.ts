import { createRequire } from "node:module";
import type { ElementHandle } from "puppeteer-core";

/** What the end-to-end tests need of this folder's packages: they live outside it and resolve nothing themselves. */
export { chromium, type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
export { default as firefox, type Page as FirefoxPage } from "puppeteer-core";
export { build } from "vite";

export const AXE_SCRIPT = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export type FirefoxInput = ElementHandle<HTMLInputElement>;
