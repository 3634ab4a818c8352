/** A stretch in which somebody speaks, seconds from the clip's in point. */
export interface Turn {
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
}

/** What a turn lasts at least, and what a new one lasts. */
export const LEAST = 0.1;
const NEW = 1;

/** Turns inside the clip, in order, joined where they meet. */
export function cleaned(turns: readonly Turn[], length: number): readonly Turn[] {
  const inside = turns.map((turn) => ({ ...turn, from: Math.max(0, turn.from), to: Math.min(length, turn.to) })).filter((turn) => turn.to - turn.from >= LEAST / 2);
  const joined: Turn[] = [];
  for (const turn of inside.sort((a, b) => a.from - b.from)) {
    const last = joined[joined.length - 1];
    if (last && turn.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, turn.to), sure: last.sure && turn.sure };
    else joined.push(turn);
  }
  return joined;
}

/** One end of a turn put elsewhere, never past its other end; what the editor says is sure. */
export function moved(turns: readonly Turn[], index: number, end: "from" | "to", at: number, length: number): readonly Turn[] {
  return turns.map((turn, i) => {
    if (i !== index) return turn;
    return end === "from"
      ? { ...turn, from: Math.max(0, Math.min(at, turn.to - LEAST)), sure: true }
      : { ...turn, to: Math.min(length, Math.max(at, turn.from + LEAST)), sure: true };
  });
}

/** A new turn around a moment, as far as there is room between the others. */
export function added(turns: readonly Turn[], at: number, length: number): readonly Turn[] {
  const before = Math.max(0, ...turns.filter((turn) => turn.to <= at).map((turn) => turn.to));
  const after = Math.min(length, ...turns.filter((turn) => turn.from >= at).map((turn) => turn.from));
  const turn = { from: Math.max(before, at - NEW / 2), to: Math.min(after, at + NEW / 2), sure: true };
  return cleaned([...turns, turn], length);
}

/** The middle of the longest stretch in which nobody speaks, for a turn that is added without a place. */
export function widest(turns: readonly Turn[], length: number): number {
  const edges = [0, ...turns.flatMap((turn) => [turn.from, turn.to]), length];
  let best = { from: 0, to: 0 };
  for (let i = 0; i < edges.length; i += 2) {
    const gap = { from: edges[i] ?? 0, to: edges[i + 1] ?? 0 };
    if (gap.to - gap.from > best.to - best.from) best = gap;
  }
  return (best.from + best.to) / 2;
}
