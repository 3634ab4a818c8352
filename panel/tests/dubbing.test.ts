import { describe, expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { BrowserHost } from "../src/hosts/browser";
import { Dubbing } from "../src/state/page/dubbing";

/** The bridge cannot read what is called `bad`. */
const host = { upload: (file: File) => (file.name.startsWith("bad") ? Promise.reject(new Error(file.name)) : Promise.resolve({ uploadId: file.name })) } as unknown as BrowserHost;
const client = { readCaptions: ({ uploadId }: { readonly uploadId: string }) => Promise.resolve({ language: uploadId.split(".")[1] ?? null, cues: [], notes: [] }) } as unknown as BridgeClient;
const made = (one: BrowserHost = host): Dubbing => new Dubbing(one, client, () => "token");
const file = (name: string): File => new File(["1"], name);

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
