import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { en } from "../src/strings/en";
import { zh } from "../src/strings/zh";
import { sayAdvice, sayWarning } from "../src/ui/advice";
import { speaker } from "../src/ui/i18n";

const DUBBING = fileURLToPath(new URL("../../core/Dubbing/", import.meta.url));

/** Every advice that the bridge writes, with 7 for every value: one sentence in one place, or the two halves of `Advice(...)`. */
async function sentences(): Promise<string[]> {
  const text = (await Promise.all(["CueSpeaker.cs", "DubSound.cs"].map((name) => readFile(DUBBING + name, "utf8")))).join("\n");
  const filled = (found: RegExpMatchArray): string => (found[1] ?? "").replace(/\{[^}]*\}/g, "7");
  const whole = [...text.matchAll(/Advice = (?:FormattableString\.Invariant\()?\$?"([^"]*)"/g)].map(filled);
  const firsts = [...text.matchAll(/\$?"((?:Shorten|Its place)[^"]*)"/g)].map(filled);
  const seconds = [...text.matchAll(/"\{shorten\}([^"]*)"/g)].map(filled);
  return [...whole, ...firsts.flatMap((first) => seconds.map((second) => first + second))];
}

test("every advice that the bridge writes is said in both languages, with nothing left blank", async () => {
  const all = await sentences();

  expect(all.length).toBe(8);
  for (const sentence of all) {
    for (const said of [sayAdvice(sentence, speaker(en)), sayAdvice(sentence, speaker(zh))]) expect(said, sentence).not.toMatch(/[{}]/);
    expect(sayAdvice(sentence, speaker(zh)), sentence).not.toBe(sentence);
  }
});

test("a cue's warning keeps its number, other warnings are read as before, and unknown ones come as they are", () => {
  expect(sayWarning("Cue 3: The clip ends at 2.00 s, 0.25 s before the speech.", speaker(zh))).toBe("第 3 条字幕： 片段在 2.00 秒结束，比语音早 0.25 秒。");
  expect(sayWarning("The new text: It holds no words.", speaker(en))).toBe("The new text: It holds no words.");
  expect(sayWarning("Nobody speaks in the voice: the mouth stays closed.", speaker(zh))).toBe(zh["warning.nobody_speaks"]);
  expect(sayWarning("Cue 3: The moon is full.", speaker(en))).toBe("Cue 3: The moon is full.");
});
