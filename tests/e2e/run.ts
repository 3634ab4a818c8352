import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BridgeProcess } from "./bridge-process";
import { launchChromium } from "./chromium";
import { firefoxScenarios } from "./firefox";
import { fullDisk } from "./full-disk";
import { makeMedia } from "./media";
import { pageScenarios } from "./page";
import { pageCare } from "./page-care";
import { pageDrops } from "./page-drops";
import { pageFarm } from "./page-farm";
import { pageHands } from "./page-hands";
import { pageLan } from "./page-lan";
import { pageQuality } from "./page-quality";
import { pageText } from "./page-text";
import { pageTimeline } from "./page-timeline";
import { pageSpeakers } from "./page-speakers";
import { pageTuning } from "./page-tuning";
import { pageTrouble } from "./page-trouble";
import { panelScenarios } from "./panel";
import { Checks } from "./scenario";

/** Runs every scenario against the real bridge in real Chromium and prints what passed. With words, only scenarios whose name holds them. */
async function main(words: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "heygem-e2e-"));
  const media = await makeMedia(join(folder, "media"));
  console.log(media.real ? "real clips: one flow more is run with them" : "real clips: none beside the repository, the drawn performer stands in");
  const bridge = await BridgeProcess.start({ data: join(folder, "data"), outputs: join(folder, "outputs"), media: media.folder });
  const browser = await launchChromium();
  const world = { browser, bridge, media, folder };
  const panel = await panelScenarios(world);
  let passed = 0;
  let failed = 0;
  try {
    for (const scenario of [...pageScenarios(world), ...pageCare(world), ...pageFarm(world), ...pageDrops(world), ...pageHands(world), ...pageSpeakers(world), ...pageTuning(world), ...pageText(world), ...pageTimeline(world), ...pageTrouble(world), ...fullDisk(world), ...pageQuality(world), ...pageLan(world), ...firefoxScenarios(world), ...panel.scenarios]) {
      if (words.length > 0 && !words.some((word) => scenario.name.includes(word))) continue;
      const checks = new Checks();
      const start = Date.now();
      try {
        await scenario.run(checks);
        passed += 1;
        console.log(`ok    ${scenario.name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      } catch (thrown) {
        failed += 1;
        console.log(`FAIL  ${scenario.name}\n      ${thrown instanceof Error ? thrown.message : String(thrown)}`);
        for (const [index, context] of browser.contexts().entries()) {
          for (const page of context.pages()) await checks.shot(page, `failed-${failed}-${index}`).catch(() => undefined);
          await context.close();
        }
      }
    }
    if (failed > 0) console.log(`\nthe bridge said:\n${bridge.said().slice(-4000)}`);
  } finally {
    panel.close();
    await browser.close();
    await bridge.stop();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
