import { expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import { BridgeProblem } from "../src/bridge/errors";
import type { TimelineRenderRequest, TimelineReply, TimelineRequest } from "../src/bridge/wire";
import type { BrowserHost } from "../src/hosts/browser";
import { DEFAULT_OPTIONS } from "../src/request/options";
import { TimelineDraft } from "../src/state/page/timeline-draft";

const reply = (...ids: string[]): TimelineReply => ({ sha256: "s", clips: ids.map((id) => ({ row: { id }, picture: "/p" })) }) as unknown as TimelineReply;

/** A bridge that answers when it is told to, and keeps what it was asked. */
function scene(): { draft: TimelineDraft; asked: TimelineRequest[]; sent: TimelineRenderRequest[]; answers: ((answer: TimelineReply | Error) => void)[] } {
  const asked: TimelineRequest[] = [];
  const sent: TimelineRenderRequest[] = [];
  const answers: ((answer: TimelineReply | Error) => void)[] = [];
  const client = {
    readTimeline: (request: TimelineRequest) => {
      asked.push(request);
      return new Promise<TimelineReply>((resolve, reject) => answers.push((answer) => { if (answer instanceof Error) reject(answer); else resolve(answer); }));
    },
    renderTimeline: (request: TimelineRenderRequest) => { sent.push(request); return sent.length === 1 ? Promise.reject(new Error("lost")) : Promise.resolve({ id: "j" }); },
  } as unknown as BridgeClient;
  return { draft: new TimelineDraft({} as BrowserHost, client, () => "token"), asked, sent, answers };
}

test("an answer that comes after a later question is dropped", async () => {
  const { draft, answers } = scene();
  const first = draft.open("/cut.xml");
  await Promise.resolve();
  const second = draft.choose({ which: "V2" });
  answers[1]?.(reply("v2"));
  await second;
  answers[0]?.(reply("v1"));
  await first;
  expect(draft.state.get().reply?.clips.map((clip) => clip.row.id)).toEqual(["v2"]);
});

test("ticked clips are sent, and once more under the same key after a lost answer", async () => {
  const { draft, sent, answers } = scene();
  const opened = draft.open("/cut.xml");
  await Promise.resolve();
  answers[0]?.(reply("a", "b", "c"));
  await opened;
  draft.tick("b", false);
  expect(await draft.render(DEFAULT_OPTIONS)).toBeNull();
  expect(draft.state.get().error).toBeInstanceOf(Error);
  expect(await draft.render(DEFAULT_OPTIONS)).toEqual({ id: "j" });
  expect(sent.map((one) => one.chosen)).toEqual([["a", "c"], ["a", "c"]]);
  expect(sent[0]?.idempotencyKey).toBe(sent[1]?.idempotencyKey);
});

test("a folder that is refused is not asked for again, and an EDL asks for its rate", async () => {
  const { draft, asked, answers } = scene();
  const opened = draft.open("/cut.edl");
  await Promise.resolve();
  answers[0]?.(new BridgeProblem(422, "timeline.rate_missing", "m", "h", "r"));
  await opened;
  expect(draft.asksRate()).toBe(true);
  const rooted = draft.addRoot("", "/secret");
  answers[1]?.(new Error("refused"));
  await rooted;
  expect(asked[1]?.mediaRoots).toEqual([{ to: "/secret" }]);
  expect(draft.state.get().roots).toEqual([]);
});

test("the preset that was chosen is named, and none where none was", async () => {
  const { draft, sent, answers } = scene();
  const opened = draft.open("/cut.xml");
  await Promise.resolve();
  answers[0]?.(reply("a"));
  await opened;
  await draft.render(DEFAULT_OPTIONS);
  await draft.render({ ...DEFAULT_OPTIONS, preset: "news" });
  expect(sent.map((one) => one.preset)).toEqual([undefined, "news"]);
});

test("what is missing before clips can be rendered is named", async () => {
  const { draft, answers } = scene();
  expect(draft.lacks()).toBe("needs");
  const opened = draft.open("/cut.edl");
  await Promise.resolve();
  expect(draft.lacks()).toBe("reading");
  answers[0]?.(new BridgeProblem(422, "timeline.rate_missing", "m", "h", "r"));
  await opened;
  expect(draft.lacks()).toBe("needsRate");

  const rated = draft.choose({ rate: "25" });
  answers[1]?.(reply("a", "b"));
  await rated;
  expect(draft.lacks()).toBeNull();
  draft.tickAll(false);
  expect(draft.lacks()).toBe("needsClip");
  draft.tickAll(true);

  await draft.choose({ voice: "file" });
  expect(draft.lacks()).toBe("needsVoice");
  const voiced = draft.choose({ voice: "A2" });
  answers[2]?.(reply());
  await voiced;
  expect(draft.lacks()).toBe("needsOther");

  const other = draft.open("/other.xml");
  await Promise.resolve();
  answers[3]?.(new Error("unreadable"));
  await other;
  expect(draft.lacks()).toBe("needsReading");
});
