import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { serious } from "./axe";
import { BridgeProcess } from "./bridge-process";
import type { Scenario } from "./scenario";
import { addMedia, finished, start, TEXTS, type World } from "./world";

const PASSWORD = "correct horse battery";

/** One more of this machine's own addresses, which stands in for the one that others reach. */
const ADDRESS = "127.0.0.2";

/** The page as a browser on another machine sees it. Only Linux answers on every loopback address unasked. */
export function pageLan(world: World): Scenario[] {
  if (process.platform !== "linux") return [];
  return (["en-US", "zh-CN"] as const).map((locale): Scenario => ({
    name: `Over the LAN address, ${locale}: a wrong password is said, the right one lets the page in and it renders`,
    run: async (checks) => {
      const folder = join(world.folder, `lan-${locale}`);
      await mkdir(folder, { recursive: true });
      const bridge = await BridgeProcess.start(
        { data: join(folder, "data"), outputs: join(folder, "outputs"), media: world.media.folder },
        { words: ["--lan", ADDRESS], variables: { HEYGEM_LAN_PASSWORD: PASSWORD } },
      );
      const context = await world.browser.newContext({ locale, ignoreHTTPSErrors: true });
      try {
        const page = await context.newPage();
        await page.goto(`https://${ADDRESS}:${bridge.port}/`);
        const field = page.locator("input[type=password]");
        await field.fill("wrong password!!");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").filter({ hasText: TEXTS[locale]["signin.password_bad"] }).waitFor();
        checks.equal(await serious(page), [], "accessibility of the form");
        await checks.shot(page, `page-lan-${locale}`);
        await field.fill(PASSWORD);
        await page.keyboard.press("Enter");
        await page.locator("#tab-single").waitFor();
        await page.reload();
        await page.locator("#tab-single").waitFor();
        const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, address: location.href }));
        checks.ok(!stored.includes(PASSWORD), "the password is kept in the browser");
        await addMedia(page, world.media.voice, [world.media.clip]);
        await start(page);
        checks.ok(/completed/.test(await finished(page, "over the LAN")), "the job did not complete");
      } finally {
        await context.close();
        await bridge.stop();
      }
    },
  }));
}
