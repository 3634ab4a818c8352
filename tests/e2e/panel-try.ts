import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { serious } from "./axe";
import type { OpenPanel } from "./panel";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

const run = promisify(execFile);
const PRESET = "新闻 news";

interface Asked {
  readonly job: { readonly preset?: string; readonly format: string; readonly intensity: number; readonly items: readonly { readonly person?: { readonly path: string } }[] };
}

/** What is set and looked at in the panel before anything is rendered: presets, a person, and two seconds. */
export function panelTry(world: World, open: OpenPanel): Scenario[] {
  return ([["en_US", panelEn], ["zh_CN", panelZh]] as const).map(([locale, t]) => ({
    name: `Panel, ${locale}, 400 px wide: a preset and a person are chosen, and two seconds are tried beside the original, with nothing placed`,
    run: async (checks) => {
      const picture = `${world.media.folder}/person.png`;
      await run("ffmpeg", ["-v", "error", "-y", "-i", world.media.clip, "-frames:v", "1", picture]);
      const api = `http://127.0.0.1:${world.bridge.port}/api/v1/presets/${encodeURIComponent(PRESET)}`;
      const headers = { Authorization: `Bearer ${await world.bridge.token()}`, "Content-Type": "application/json" };
      await fetch(api, { method: "PUT", headers, body: JSON.stringify({ format: "proRes", intensity: 0.8 }) });
      try {
        const page = await open({ locale, chosen: picture });
        await page.setViewportSize({ width: 400, height: 1080 });
        await page.locator(".good-text").first().waitFor();
        await page.locator('[data-field="preset"]').selectOption(PRESET);
        await until("the preset is taken", () => page.getByLabel(t["options.intensity"]).inputValue(), (value) => value === "80", 5000);
        checks.equal(await page.getByLabel(t["options.format"]).inputValue(), "proRes", "the format of the preset");
        await page.getByRole("button", { name: t["person.choose"] }).click();
        await page.getByText("person.png").waitFor();
        await checks.shot(page, `panel-person-${locale}`);
        const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/previews") && one.method() === "POST"), page.getByRole("button", { name: t["try.go"] }).click()]);
        const { job } = request.postDataJSON() as Asked;
        checks.equal([job.preset, job.format, job.intensity, job.items.map((one) => one.person?.path)], [PRESET, "proRes", 0.8, [picture]], "what is tried");
        await page.getByRole("button", { name: t["try.stop"] }).waitFor();
        await checks.shot(page, `panel-trying-${locale}`);
        const video = page.locator(".try-video");
        await video.waitFor({ timeout: 120_000 });
        await until("it plays", () => video.evaluate((one) => (one as HTMLVideoElement).videoWidth > 0 && (one as HTMLVideoElement).duration), (length) => length !== false && length > 0 && length <= 2.1, 15_000);
        await page.locator(".try").scrollIntoViewIfNeeded();
        await checks.shot(page, `panel-tried-${locale}`);
        await page.getByRole("button", { name: t["try.before"] }).click();
        await page.getByRole("button", { name: t["try.after"] }).waitFor();
        checks.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400, "the width of what is shown");
        checks.equal((await serious(page)).filter((one) => !one.startsWith("html-has-lang") && !one.startsWith("document-title")), [], "what people who cannot see well would miss"); // UXP has neither.
        await page.getByRole("button", { name: t["try.close"] }).click();
        checks.equal([await video.count(), await page.locator(".batch").count()], [0, 0], "players and renders after it was put away");
        await page.getByRole("button", { name: t["person.remove"] }).click();
        await page.getByText(t["person.none"]).waitFor();
        await page.context().close();
      } finally {
        await fetch(api, { method: "DELETE", headers });
      }
    },
  }));
}
