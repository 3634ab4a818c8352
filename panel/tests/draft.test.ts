import { describe, expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { BrowserHost } from "../src/hosts/browser";
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
});
