import type { Action, Component, ComponentParam, Project, Sequence, VideoClipTrackItem, VideoComponentChain } from "@adobe/premierepro";
import { overlap, parseTicks } from "../../timeline/ticks";
import type { ClipLook, EffectCopy, ItemRef } from "../host";
import { findEach } from "./edit";
import { orElse, transact, type PremiereModule } from "./module";
import type { AnyTrackItem } from "./read";

/** Motion and Opacity, which every picture has. */
const FIXED = /^AE\.ADBE (Motion|Opacity)$/;

/** The effects of clips by the names that the editor knows, and whether a transition lies at their ends. */
export async function readLooks(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
  const items = await findEach(ppro, sequence, refs);
  return Promise.all(refs.map(async (ref, index) => {
    const item = items[index];
    const chain = item ? await orElse(() => chainOf(item), null) : null;
    const effects = chain ? (await components(chain)).filter((one) => !FIXED.test(one.matchName)).map((one) => one.name) : [];
    return { effects, transition: await orElse(() => hasTransition(ppro, sequence, ref), false) };
  }));
}

async function hasTransition(ppro: PremiereModule, sequence: Sequence, ref: ItemRef): Promise<boolean> {
  const track = await sequence.getVideoTrack(ref.trackIndex);
  for (const one of track.getTrackItems(ppro.Constants.TrackItemType.TRANSITION, false)) {
    const span = { start: parseTicks((await one.getStartTime()).ticks), end: parseTicks((await one.getEndTime()).ticks) };
    if (overlap(span, ref) !== null) return true;
  }
  return false;
}

/**
 * Gives each copy the effects of its original: filters that Premiere can make anew in one step, then every value that differs in another.
 * Answers for each what it still lacks: effects that no plug-in can make, and values that move.
 */
export async function copyEffects(ppro: PremiereModule, project: Project, sequence: Sequence, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
  const lacking = copies.map(() => new Set<string>());
  const makable = new Set(await orElse(() => ppro.VideoFilterFactory.getMatchNames(), []));
  const make: (() => Action)[] = [];
  let chains = await chainPairs(ppro, sequence, copies);
  for (const [index, { from, to }] of chains.entries()) {
    if (!from || !to) continue;
    for (const one of await components(from)) {
      if (FIXED.test(one.matchName)) continue;
      const made = makable.has(one.matchName) ? await orElse(() => ppro.VideoFilterFactory.createComponent(one.matchName), null) : null;
      if (made) make.push(() => to.createAppendComponentAction(made));
      else lacking[index]?.add(one.name);
    }
  }
  if (make.length > 0) {
    transact(project, "HeyGem: copy effects", () => make.map((one) => one()));
    chains = await chainPairs(ppro, sequence, copies); // The edit has ended what was read before it.
  }

  const values: (() => Action)[] = [];
  for (const [index, { from, to }] of chains.entries()) {
    if (!from || !to) continue;
    const there = await components(to);
    for (const one of await components(from)) {
      const at = there.findIndex((other) => other.matchName === one.matchName);
      const [other] = at < 0 ? [] : there.splice(at, 1);
      if (!other) continue;
      const { changes, moving } = await differences(one.component, other.component);
      values.push(...changes);
      if (moving) lacking[index]?.add(`${one.name} (keyframes)`);
    }
  }
  if (values.length > 0) transact(project, "HeyGem: copy effect values", () => values.map((one) => one()));
  return lacking.map((one) => [...one]);
}

interface ChainPair {
  readonly from: VideoComponentChain | null;
  readonly to: VideoComponentChain | null;
}

async function chainPairs(ppro: PremiereModule, sequence: Sequence, copies: readonly EffectCopy[]): Promise<ChainPair[]> {
  const items = await findEach(ppro, sequence, copies.flatMap(({ from, to }) => [from, to]));
  const chains = await Promise.all(items.map((item) => (item ? orElse(() => chainOf(item), null) : null)));
  return copies.map((_, index) => ({ from: chains[2 * index] ?? null, to: chains[2 * index + 1] ?? null }));
}

function chainOf(item: AnyTrackItem): Promise<VideoComponentChain> {
  return (item as VideoClipTrackItem).getComponentChain(); // Only video tracks are looked through.
}

interface Named {
  readonly component: Component;
  readonly matchName: string;
  readonly name: string;
}

async function components(chain: VideoComponentChain): Promise<Named[]> {
  const found: Named[] = [];
  for (let index = 0; index < chain.getComponentCount(); index++) {
    const component = chain.getComponentAtIndex(index);
    found.push({ component, matchName: await component.getMatchName(), name: await component.getDisplayName() });
  }
  return found;
}

/** The actions that give `to` the values of `from`, and whether some of them move, which they then do not in the copy. */
async function differences(from: Component, to: Component): Promise<{ changes: (() => Action)[]; moving: boolean }> {
  const changes: (() => Action)[] = [];
  let moving = false;
  const count = Math.min(from.getParamCount(), to.getParamCount());
  for (let index = 0; index < count; index++) {
    const [source, target] = [from.getParam(index), to.getParam(index)];
    if (source.isTimeVarying()) moving = true;
    const [wanted, there] = await Promise.all([valueOf(source), valueOf(target)]);
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(there)) continue;
    changes.push(() => target.createSetValueAction(target.createKeyframe(wanted), true));
  }
  return { changes, moving };
}

/** A parameter's value at its start; undefined for one that has none to tell, such as a group's name or a button. */
async function valueOf(param: ComponentParam): Promise<Parameters<ComponentParam["createKeyframe"]>[0] | undefined> {
  return orElse(async () => (await param.getStartValue()).value.value, undefined);
}
