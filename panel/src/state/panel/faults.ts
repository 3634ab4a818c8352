import { Store } from "../store";

/** A step of starting that did not work. */
export interface Fault {
  /** `fault.<step>` in the string tables. */
  readonly step: "theme" | "settings" | "selection" | "events" | "bridge";
  /** The host's own words. */
  readonly detail: string;
}

/** The steps of starting that failed, for a card that names each. */
export class Faults extends Store<readonly Fault[]> {
  constructor() {
    super([]);
  }

  /** Does one step; where it throws or rejects, notes that and answers undefined. */
  async attempt<T>(step: Fault["step"], work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      this.set((before) => [...before, { step, detail: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) }]);
      return undefined;
    }
  }
}
