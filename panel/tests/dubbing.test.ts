import { describe, expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { BrowserHost } from "../src/hosts/browser";
import { Dubbing } from "../src/state/page/dubbing";

/** The bridge cannot read what is called `bad`. */
const host = { upload: (file: File) => (file.name.startsWith("bad") ? Promise.reject(new Error(file.name)) : Promise.resolve({ uploadId: file.name })) } as unknown as BrowserHost;
const client = { readCaptions: ({ uploadId }: { readonly uploadId: string }) => Promise.resolve({ language: uploadId.split(".")[1] ?? null, cues: [], notes: [] }) } as unknown as BridgeClient;
const made = (one: BrowserHost = host): Dubbing => new Dubbing(one, client, () => "token");
const file = (name: string): File => new File(["1"], name);

/** A promise that is kept from outside. */
function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((keep) => { resolve = keep; });
  return { promise, resolve };
}

describe("captions on the page", () => {
  test("a file that cannot be read is told although the next one can", async () => {
    const dubbing = made();
    await dubbing.addFiles([file("bad.de.srt"), file("good.fr.srt")]);
    const { error, scripts } = dubbing.state.get();
    expect([error, scripts.map((one) => one.language)]).toEqual([new Error("bad.de.srt"), ["fr"]]);
  });

  test("typed text stays until the bridge has it", async () => {
    const away = made({ upload: () => Promise.reject(new Error("away")) } as unknown as BrowserHost);
    const there = made();
    for (const one of [away, there]) {
      one.type({ text: "Guten Tag.", language: "de" });
      await one.addTyped();
    }
    expect([away.state.get().typed.text, there.state.get().typed.text]).toEqual(["Guten Tag.", ""]);
  });

  test("what is written while the lengths are checked holds, and is what is spoken", async () => {
    const [answer, sent] = [gate(), [] as string[]];
    const cue = { start: 0, end: 1, text: "One.", speaker: null, outcome: null, advice: null };
    const slow = { upload: async (one: File) => { sent.push(await one.text()); return { uploadId: `upload ${sent.length}` }; } } as unknown as BrowserHost;
    const bridge = { readCaptions: async ({ language }: { readonly language?: string }) => { if (language) await answer.promise; return { language: "de", cues: [{ ...cue, outcome: language ? "fits" : null }], notes: [] }; } } as unknown as BridgeClient;
    const dubbing = new Dubbing(slow, bridge, () => "token");
    await dubbing.addFiles([file("a.de.srt")]);
    const [script] = dubbing.state.get().scripts;
    if (!script) throw new Error("no script");
    const checked = dubbing.check(script);
    dubbing.write(script.key, 0, "Two.");
    answer.resolve();
    await checked;
    const [voice] = await dubbing.voicesOf();
    expect([dubbing.state.get().scripts[0]?.cues[0]?.text, voice?.captions?.uploadId, sent.at(-1)?.includes("Two.")]).toEqual(["Two.", "upload 2", true]);
  });

  test("speakers are checked with their own voices", async () => {
    const asked: unknown[] = [];
    const bridge = { readCaptions: (request: object) => { asked.push(request); return Promise.resolve({ language: "de", cues: [], notes: [] }); } } as unknown as BridgeClient;
    const dubbing = new Dubbing(host, bridge, () => "token");
    await dubbing.addFiles([file("a.de.srt")]);
    dubbing.giveVoice(dubbing.state.get().scripts[0]?.key ?? "", "Anna", "+f2");
    const [script] = dubbing.state.get().scripts;
    if (script) await dubbing.check(script);
    expect(asked.at(-1)).toMatchObject({ speakers: [{ speaker: "Anna", voice: "+f2" }] });
  });

  test("a voice of one language does not speak another", async () => {
    const dubbing = made();
    await dubbing.addFiles([file("a.de.srt")]);
    const key = dubbing.state.get().scripts[0]?.key ?? "";
    dubbing.change(key, { voice: "espeak-ng:de" });
    dubbing.giveVoice(key, "Anna", "espeak-ng:de+f2");
    dubbing.change(key, { language: "de-AT" });
    const same = dubbing.state.get().scripts[0];
    dubbing.change(key, { language: "fr" });
    const other = dubbing.state.get().scripts[0];
    expect([same?.voice, same?.speakers.length, other?.voice, other?.speakers.length]).toEqual(["espeak-ng:de", 1, "", 0]);
  });
});
