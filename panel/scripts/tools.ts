import { createRequire } from "node:module";

/** What the end-to-end tests need of this folder's packages: they live outside it and resolve nothing themselves. */
export { chromium, type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
export { build } from "vite";

export const AXE_SCRIPT = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
