import type { FakeProject } from "./project";

/** What an action will do when its transaction runs. `newTrack` counts against the one new track a transaction may make. */
export class FakeAction {
  constructor(
    readonly run: () => void,
    readonly newTrack = false,
  ) {}
}

/** The lock and the transactions of Premiere 26.3: actions live only inside the lock, and a bad transaction changes nothing. */
export class FakeTransactions {
  private depth = 0;

  constructor(private readonly project: FakeProject) {}

  lockedAccess(callback: () => void): void {
    this.depth += 1;
    try {
      const returned: unknown = callback();
      if (returned instanceof Promise) throw new Error("lockedAccess callbacks must not wait");
    } finally {
      this.depth -= 1;
    }
  }

  /** Makes an action; outside the lock it is dead on arrival. */
  action(run: () => void, newTrack = false): FakeAction {
    if (this.depth === 0) throw new Error("Script action failed to execute");
    return new FakeAction(run, newTrack);
  }

  execute(callback: (compound: { addAction(action: FakeAction): boolean }) => void, label: string): boolean {
    if (this.depth === 0) throw new Error("Script action failed to execute");
    const actions: FakeAction[] = [];
    callback({ addAction: (action) => actions.push(action) > 0 });
    if (actions.length === 0 || actions.filter((action) => action.newTrack).length > 1) return false;
    for (const action of actions) action.run();
    this.project.edited(label);
    return true;
  }
}
