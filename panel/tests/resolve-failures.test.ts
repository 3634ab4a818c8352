import { describe, expect, test } from "vitest";
import { failing, PromiseFault } from "../../tests/fakes/premiere/failing";
import type { FakeItem } from "../../tests/fakes/premiere/project";
import { fakeResolve } from "../../tests/fakes/resolve/resolve";
import { ResolveState } from "../../tests/fakes/resolve/traps";
import { RemoteHost, serveHost } from "../src/hosts/remote";
import { Resolve } from "../src/hosts/resolve/adapter";
import { resolvePlatform } from "./adapters";
import { scene, SCENARIOS, sweep, type Scene } from "./failing-scene";

/** The calls that change something are all tried; of those that read, and are many and alike, every so many. `NIGHTLY=1` tries all. */
const EVERY = process.env.NIGHTLY ? 1 : 41;
const CHANGES = /\.(Add|Append|Copy|Delete|Finalize|Import|Open|Select|Set)/;

/** Every item but the renders, by what the editor made of it: a clip that holds a render as a take is the clip that its first take was. */
function own(states: WeakMap<Scene, ResolveState>): (made: Scene) => string {
  return (made) => {
    const state = states.get(made);
    const shape = (item: FakeItem): string => {
      const first = state?.takes.get(item)?.[0];
      const from = first ? BigInt(first.startFrame) * (first.media.file?.frame ?? 1n) : item.inPoint;
      return [item.name, (first?.media ?? item.media).path, item.start, item.end, from].join(" ");
    };
    const tracks = [...made.sequence.video, ...made.sequence.audio].map((track) => track.items.filter((item) => state?.takes.has(item) || !item.media.path?.startsWith("/r/")).map(shape));
    return JSON.stringify(tracks.filter((track) => track.length > 0));
  };
}

describe.each(["rejects", "answers nothing"] as const)("a call to Resolve that %s", (how) => {
  describe.each([["as takes", false], ["on tracks", true]] as const)("renders %s", (_where, refuseTakes) => {
    test.each(SCENARIOS)("%s: never a hang, never a lost batch, never a wrong \"placed\", and the editor's own clips as they were", async (name, play) => {
      const states = new WeakMap<Scene, ResolveState>();
      const make = (at: number): Scene => {
        const state = Object.assign(new ResolveState(), { refuseTakes, page: "edit" });
        const made = scene(new PromiseFault(at, how), (project, fault) => new RemoteHost("Resolve", serveHost(new Resolve(failing(fakeResolve([project], state), fault), resolvePlatform()))));
        states.set(made, state);
        return made;
      };
      const outcomes = await sweep(`${name} ${how} ${refuseTakes}`, play, make, own(states), { stepwise: true, wanted: (call, at) => CHANGES.test(call) || at % EVERY === 0 });
      expect(outcomes.some((one) => one.verdict === "as if nothing")).toBe(true);
    }, 300_000);
  });
});
