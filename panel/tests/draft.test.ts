import { describe, expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { BrowserHost } from "../src/hosts/browser";
import type { JobRequest } from "../src/bridge/wire";
import { DEFAULT_OPTIONS } from "../src/request/options";
import { PathRefused } from "../src/request/path-refused";
import { Draft } from "../src/state/page/draft";

const client = { media: (path: string) => (path.startsWith("/refused") ? Promise.reject(new Error(path)) : Promise.resolve({})) } as unknown as BridgeClient;
const refused = (draft: Draft): string | null => {
  const { error } = draft.state.get();
  return error instanceof PathRefused ? error.path : null;
};

describe("a path that was refused", () => {
  const draft = (): Draft => new Draft({} as BrowserHost, true);

  test("for the voice is still said after clips are added, until a voice is chosen", async () => {
    const made = draft();
    await made.addPaths(client, "voice", ["/refused.wav"]);
    made.addClips(["/clip.mp4"]);
    expect(refused(made)).toBe("/refused.wav");
    made.setVoice("/voice.wav");
    expect(made.state.get().error).toBeNull();
  });

  test("for a clip is still said after a voice is chosen, until clips are added", async () => {
    const made = draft();
    await made.addPaths(client, "clips", ["/clip.mp4", "/refused.mp4"]);
    made.setVoice("/voice.wav");
    expect([refused(made), made.state.get().clips.length]).toEqual(["/refused.mp4", 1]);
    made.addClips(["/other.mp4"]);
    expect(made.state.get().error).toBeNull();
  });

  test("is given back, to be mended, with all others that were", async () => {
    expect(await draft().addPaths(client, "clips", ["/refused.mp4", "/clip.mp4", "/refused too.mp4"])).toEqual(["/refused.mp4", "/refused too.mp4"]);
  });
});

/** A promise that is kept from outside. */
function promised(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((keep) => { resolve = keep; });
  return { promise, resolve };
}

describe("while clips are sent", () => {
  const voice = "/voice.wav";
  const film = (name: string): File => new File([name], name);
  const job = { id: "j", items: [] };

  /** A draft whose first upload waits until it is let go; `sent` is what the bridge was asked for. */
  async function sending(): Promise<{ draft: Draft; go: () => void; sent: JobRequest[]; done: Promise<unknown> }> {
    const [gate, begun] = [promised(), promised()];
    const sent: JobRequest[] = [];
    const host = {
      upload: async (file: File) => {
        begun.resolve();
        await gate.promise;
        return { uploadId: file.name, name: file.name, bytes: 1 };
      },
      thumbnail: () => Promise.resolve(null), length: () => Promise.resolve(null),
    } as unknown as BrowserHost;
    const bridge = { submit: (request: JobRequest) => { sent.push(request); return Promise.resolve(job); } } as unknown as BridgeClient;
    const draft = new Draft(host, true);
    draft.setVoice(voice);
    draft.addClips([film("a.mp4"), film("b.mp4")]);
    const done = draft.start(bridge, "token", DEFAULT_OPTIONS);
    await begun.promise;
    return { draft, go: gate.resolve, sent, done };
  }

  const names = (draft: Draft): string[] => draft.state.get().clips.map((one) => one.name);
  const asked = ([request]: readonly JobRequest[]): unknown[] => (request?.items ?? []).map((item) => item.clip.uploadId);

  test("one that is added stays for the next press", async () => {
    const { draft, go, sent, done } = await sending();
    draft.addClips([film("late.mp4")]);
    go();
    await done;
    expect([asked(sent), names(draft)]).toEqual([["a.mp4", "b.mp4"], ["late.mp4"]]);
  });

  test("one that is taken out is not rendered", async () => {
    const { draft, go, sent, done } = await sending();
    draft.removeClip(draft.state.get().clips[1]?.key ?? "");
    go();
    await done;
    expect([asked(sent), names(draft)]).toEqual([["a.mp4"], []]);
  });

  test("nothing is rendered where all are taken out", async () => {
    const { draft, go, sent, done } = await sending();
    draft.clearClips();
    go();
    expect([await done, sent, draft.state.get().sending]).toEqual([null, [], null]);
  });
});
