import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { en } from "../src/strings/en";
import { afterEffectsEn } from "../src/strings/aftereffects";
import { panelEn } from "../src/strings/panel-en";
import { resolveEn } from "../src/strings/resolve";
import { zh } from "../src/strings/zh";
import { speaker } from "../src/ui/i18n";
import { readWarning } from "../src/ui/warnings";

const CORE = fileURLToPath(new URL("../../core", import.meta.url));

/** The sentence of each `warnings.Add("...")` in the engine, with 7 for every value. */
async function sentences(): Promise<string[]> {
  const names = (await readdir(CORE, { recursive: true })).filter((name) => name.endsWith(".cs") && !name.includes("node_modules"));
  const texts = await Promise.all(names.map((name) => readFile(`${CORE}/${name}`, "utf8")));
  return texts.flatMap((text) => [...text.matchAll(/arnings\.Add\([^"]*"/g)].map((match) => literal(text, match.index + match[0].length)));
}

/** A C# string from its first character on, with those that are added to it; what stands between braces may hold strings of its own. */
function literal(text: string, from: number): string {
  let out = "";
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "{") {
      if (depth === 0) out += "7";
      depth += 1;
    } else if (c === "}") depth -= 1;
    else if (depth === 0 && c === '"') {
      const next = /^"\s*\+\s*\$?"/.exec(text.slice(at, at + 200));
      if (!next) return out;
      at += next[0].length - 1;
    }
    else if (depth === 0) out += c;
  }
  throw new Error("a string without an end");
}

test("every warning that the engine writes is said in both languages, with nothing left blank", async () => {
  const all = await sentences();

  expect(all.length).toBeGreaterThan(10);
  expect(all.filter((sentence) => !readWarning(sentence))).toEqual([]);
  for (const sentence of all) {
    const read = readWarning(sentence);
    if (!read) continue;
    for (const table of [en, zh]) expect(speaker(table)(read.key, read.params), sentence).not.toMatch(/[{}]/);
  }
});

test("what is said of one of several speakers keeps who they are", () => {
  expect(readWarning("Speaker 2 ('b.wav') is heard, and no mouth is drawn: The face is small (3 of 9 frames).")).toEqual({
    key: "warning.speaker_unseen", params: { number: "2", name: "'b.wav'", why: "The face is small (3 of 9 frames)." },
  });
  expect(readWarning("In 2 shots the face that is asked for speaker 1 ('a.wav') is not theirs and is left alone: frames 10-20, 40-60.")?.params).toEqual({
    count: "2", number: "1", name: "'a.wav'", ranges: "10-20, 40-60",
  });
});

test("which of clip and voice is the longer one is told apart, and values keep their places", () => {
  // An older bridge says here which option of its command line helps.
  const tail = "--fit loop, pingpong or hold follows the voice instead.";

  expect(readWarning(`The voice lasts 4.00 s and the clip 2.00 s: the result ends with the clip. ${tail}`)).toEqual({ key: "warning.voice_longer", params: { longer: "4.00", shorter: "2.00" } });
  expect(readWarning(`The clip lasts 4.00 s and the voice 2.00 s: the result ends with the voice.`)?.key).toBe("warning.clip_longer");
  expect(readWarning("The voice 'b.wav' lasts 4.00 s and the clip 2.00 s: it ends with the clip.")?.key).toBe("warning.voice_past_clip");
  expect(readWarning("The moon is full.")).toBeNull();
});

test("a warning of one thing is said as one, and is known by its shape", () => {
  const said = (sentence: string): string => {
    const read = readWarning(sentence);
    return read ? speaker(en)(read.key, read.params) : `unknown: ${sentence}`;
  };

  expect(said("1 frame of the source is damaged: Frame 3 (0.12-0.16 s).")).toBe("1 frame of the clip is damaged: Frame 3 (0.12-0.16 s).");
  expect(said("2 frames of the source are damaged: Frames 3-4 (0.12-0.2 s).")).toBe("2 frames of the clip are damaged: Frames 3-4 (0.12-0.2 s).");
  expect(said("1 frame of the source cannot be decoded and shows the picture before it: Frame 5 (0.2-0.24 s).")).toContain("1 frame of the clip cannot be decoded and shows the picture before: Frame 5");
  expect(said("Frame 3 (0.12-0.16 s) is missing from the file; the picture before it is held.")).toBe("Missing from the file: Frame 3 (0.12-0.16 s). The picture before is held.");
  expect(said("The clip's frame rate varies; it is conformed to 25 frames a second: 1 frame repeated, 0 left out.")).toContain("1 frame repeated, 0 left out");
  expect(said("1 of 3 shots shows another person, whose mouth is left alone: frames 10-14.")).toBe("1 of 3 shots shows another person, whose mouth is left alone: frames 10-14.");
  expect(said("In 1 shot the face that is asked for speaker 2 ('b.wav') is not theirs and is left alone: frames 0-9.")).toContain("In 1 shot the face");
  expect(said("Of 1 word given 0 can be heard in the voice: is it another text, or another language?")).toContain("Of 1 word given, 0 can be heard");
});

test("no English text says 1 things", () => {
  // These are said of several only; a text for one stands beside them, or there is never one.
  const several = new Set(["clips.count", "start.batch", "start.tooMany", "job.batch", "job.show", "timeline.render", "timeline.sounds.pieces",
    "warning.other_sounds", "warning.spoken_sound", "warning.spoken_channel", "warning.mixed_down", "render", "batch.title", "voice.row.pieces"]);
  const things = /\b1 (?:more )?(?:clips|frames|shots|faces|days|words|voices|moments|pieces|files|channels|sounds|steps|layers)\b(?! a second|\/s)/;
  const texts: Record<string, string> = { ...panelEn, ...resolveEn, ...afterEffectsEn, ...en };
  const wrong = Object.entries(texts).filter(([key]) => !several.has(key)).filter(([, text]) => {
    const ones = Object.fromEntries([...text.matchAll(/\{(\w+)/g)].map((found) => [found[1] ?? "", 1]));
    return things.test(speaker({ text })("text", ones));
  });

  expect(wrong).toEqual([]);
});
