import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { speaker } from "../../panel/src/ui/i18n";
import { serious } from "./axe";
import { chooseVoice, type OpenPanel } from "./panel";
import type { Scenario } from "./scenario";

/** Two words in the first second of the voice, one in the third. */
const TRANSCRIPT = JSON.stringify({
  language: "en-us", speakers: [{ id: "a", name: "Anna" }],
  segments: [{ start: 0, duration: 3, language: "en-us", speaker: "a", words: [["Hello", 0.1], ["there.", 0.5], ["Later.", 2.5]].map(([text, start]) => ({ text, start, duration: 0.2, confidence: 1, eos: false, tags: [], type: "word" })) }],
});

interface Sent {
  readonly items: readonly { readonly audio: { readonly words?: { readonly text: string; readonly language: string } } }[];
}

/** What Premiere wrote down goes along with the voice, where somebody asks for it. */
export function panelWords(open: OpenPanel): Scenario[] {
  return ([["en_US", panelEn], ["zh_CN", panelZh]] as const).map(([locale, t]) => ({
    name: `Panel, ${locale}, 400 px wide: the transcript of the voice goes along where it is wanted`,
    run: async (checks) => {
      const page = await open({ locale, clips: [{ file: 0, from: 5, frames: 25 }], transcript: TRANSCRIPT });
      await page.setViewportSize({ width: 400, height: 1080 });
      await page.locator(".good-text").first().waitFor();
      await chooseVoice(page);
      const check = page.getByLabel(t["words.send"]);
      checks.equal(await check.isChecked(), false, "whether transcripts go along unasked");
      await check.check();
      await page.getByText(speaker(t)("words.found", { n: 1, of: 1 })).waitFor();
      checks.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400, "the width of what is shown");
      checks.equal((await serious(page)).filter((one) => !one.startsWith("html-has-lang") && !one.startsWith("document-title")), [], "what people who cannot see well would miss"); // UXP has neither.
      await checks.shot(page, `panel-words-${locale}`);
      const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), page.getByRole("button", { name: t["render.one"] }).click()]);
      checks.equal((request.postDataJSON() as Sent).items.map((one) => one.audio.words), [{ text: "Hello there.", language: "en-us" }], "the words that were sent");
      await page.context().close();
    },
  }));
}
