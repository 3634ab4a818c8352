import { BridgeUnreachable } from "./errors";
import type { Transport, TransportRequest } from "./transport";

/** A way to reach the bridge, by the name that Diagnostics shows. */
export interface Way {
  readonly name: string;
  readonly send: Transport;
}

/** What became of a way when it was last tried. */
export interface WayVerdict {
  readonly name: string;
  readonly works: boolean;
  /** The host's own words where it failed, the bridge's status where it answered. */
  readonly detail: string;
}

/**
 * Several ways to one bridge, best first. Until one has answered, each is tried in turn; the one that answered is kept. When it fails,
 * the others are tried again for requests that change nothing; a request that does may have arrived, and is left to its caller.
 */
export class Ways {
  private kept: string | null = null;
  private readonly last = new Map<string, WayVerdict>();

  constructor(private readonly open: () => readonly Way[]) {}

  /** Every way that was tried, in the order of the list. */
  get verdicts(): readonly WayVerdict[] {
    return this.open().map((way) => this.last.get(way.name) ?? { name: way.name, works: false, detail: "not tried" });
  }

  send: Transport = async (request) => {
    const ways = [...this.open()].sort((a, b) => Number(b.name === this.kept) - Number(a.name === this.kept));
    const proven = this.kept !== null;
    const failures: string[] = [];
    for (const way of ways) {
      try {
        const reply = await way.send(request);
        this.last.set(way.name, { name: way.name, works: true, detail: `status ${reply.status}` });
        this.kept = way.name;
        return reply;
      } catch (thrown) {
        if (!(thrown instanceof BridgeUnreachable)) throw thrown;
        this.last.set(way.name, { name: way.name, works: false, detail: thrown.message });
        failures.push(`${way.name}: ${thrown.message}`);
        if (proven && request.method !== "GET") break;
      }
    }
    throw new BridgeUnreachable(failures.join("; "));
  };

  /** Tries every way once and answers what each said. */
  async probe(request: TransportRequest): Promise<readonly WayVerdict[]> {
    for (const way of this.open()) {
      const verdict = await way.send(request).then(
        (reply): WayVerdict => ({ name: way.name, works: true, detail: `status ${reply.status}` }),
        (thrown: unknown): WayVerdict => ({ name: way.name, works: false, detail: thrown instanceof Error ? thrown.message : String(thrown) }),
      );
      this.last.set(way.name, verdict);
    }
    return this.verdicts;
  }
}
