import type { AfterEffectsState } from "./state";

export class MarkerValue {
  duration = 0;
  constructor(readonly comment: string) {}
}

/** The markers of a composition: one to a time, and one that is set where one is replaces it. */
export class Marks {
  readonly keys: { readonly time: number; readonly value: MarkerValue }[] = [];

  constructor(private readonly state: AfterEffectsState) {}

  get numKeys(): number {
    return this.keys.length;
  }

  keyTime(index: number): number {
    return this.key(index).time;
  }

  keyValue(index: number): MarkerValue {
    return this.key(index).value;
  }

  setValueAtTime(time: number, value: MarkerValue): void {
    if (!(value instanceof MarkerValue)) throw new Error("not a marker");
    const there = this.keys.findIndex((one) => Math.abs(one.time - time) < 1e-4);
    if (there >= 0) this.keys.splice(there, 1);
    this.keys.push({ time, value });
    this.keys.sort((a, b) => a.time - b.time);
    this.state.edited("Marker");
  }

  removeKey(index: number): void {
    this.keys.splice(this.keys.indexOf(this.key(index)), 1);
    this.state.edited("Remove marker");
  }

  private key(index: number): { readonly time: number; readonly value: MarkerValue } {
    const found = Number.isInteger(index) ? this.keys[index - 1] : undefined;
    if (!found) throw new Error(`no key ${index}`);
    return found;
  }
}
