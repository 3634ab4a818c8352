import { HostError, type EffectCopy } from "../host";
import { findItem } from "./read";
import type { TimelineItem } from "./scripting";
import { given, type Bench } from "./session";

/** Gives a render the grade and the Inspector's values of its original. Answers what it still lacks, by name, and how many edits it took. */
export async function copyLook(bench: Bench, { from, to }: EffectCopy): Promise<{ readonly lacks: readonly string[]; readonly edits: number }> {
  const [original, render] = [await findItem(bench, from), await findItem(bench, to)];
  if (!original || !render) throw new HostError("effects", "the clip or its render was not found");
  const lacks: string[] = [];
  let edits = 1;
  if (!(await original.CopyGrades([render]).catch(() => false))) lacks.push("Grade");
  const values = (await original.GetProperty()) ?? {};
  const ours = (await render.GetProperty()) ?? {};
  for (const [key, value] of Object.entries(values)) {
    if (ours[key] === value) continue;
    edits += 1;
    await render.SetProperty(key, value).catch(() => false); // What it did is read next.
  }
  lacks.push(...(await differing(values, render)));
  if (await given(original.GetFusionCompCount()) > 0) lacks.push("Fusion");
  return { lacks, edits };
}

async function differing(values: Readonly<Record<string, unknown>>, render: TimelineItem): Promise<string[]> {
  const now = (await render.GetProperty()) ?? {};
  return Object.entries(values).flatMap(([key, value]) => (now[key] === value ? [] : [key]));
}
