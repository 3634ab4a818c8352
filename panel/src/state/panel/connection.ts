import { BridgeClient } from "../../bridge/client";
import { BridgeMismatch, BridgeProblem, BridgeUnreachable } from "../../bridge/errors";
import { pause } from "../../bridge/retry";
import type { TransportRequest } from "../../bridge/transport";
import { OWN_VERSION, toUpdate } from "../../bridge/version";
import { Ways, type Way } from "../../bridge/ways";
import type { Capabilities } from "../../bridge/wire";
import type { HostAdapter } from "../../hosts/host";
import { Store } from "../store";
import type { PanelMemory } from "../../hosts/memory";

export const DEFAULT_PORT = 7860;
const LOOK_MS = 3000;
const SCHEME = "Bearer ";

export interface ConnectionState {
  readonly bridge: "looking" | "ready" | "silent" | "unpaired" | "refused" | "mismatch";
  readonly port: number;
  readonly capabilities: Capabilities | null;
  /** Which side is too old for the other; null while that is unknown or both fit. */
  readonly update: ReturnType<typeof toUpdate>;
  /** In the host's or the bridge's own words why it is not ready; empty where it is. */
  readonly detail: string;
}

/**
 * Finds the bridge and stays in touch. Tries the discovery file first, at every turn anew because a restarted bridge has another port
 * and token; else the port and token of an earlier pairing by six digits.
 */
export class Connection {
  readonly state = new Store<ConnectionState>({ bridge: "looking", port: DEFAULT_PORT, capabilities: null, update: null, detail: "" });
  readonly client: BridgeClient;
  /** The ways to the bridge, and what the host said of each. */
  readonly ways: Ways;
  private token: string | null = null;
  /** The key that the bridge refused last. A file that still names it is an old one, and must not hide what was paired since. */
  private refused: string | null = null;

  constructor(
    private readonly host: HostAdapter,
    private readonly memory: PanelMemory,
    connect: (port: number, token: () => string | null) => readonly Way[],
  ) {
    this.ways = new Ways(() => connect(this.state.get().port, () => this.token));
    const { send } = this.ways;
    this.client = new BridgeClient(async (request) => {
      const reply = await send(request);
      const used = request.headers.Authorization;
      if (reply.status !== 401 || used === undefined) return reply;
      this.refused = used.slice(SCHEME.length);
      await this.locate(); // A bridge that was started again has another token, and its file says which.
      const fresh = `${SCHEME}${this.token ?? ""}`;
      return fresh === used ? reply : send({ ...request, headers: { ...request.headers, Authorization: fresh } });
    }, () => this.token);
  }

  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await pause(LOOK_MS, signal).catch(() => undefined); // Rejects only when the signal has said stop, which the loop sees.
    }
  }

  /** One look: where the bridge is, whether it knows us, what it can. */
  async look(): Promise<void> {
    try {
      await this.locate();
      await this.client.health();
      if (this.token === null) {
        this.state.patch({ bridge: "unpaired", detail: "" });
        return;
      }
      const capabilities = await this.client.capabilities();
      if (JSON.stringify(capabilities) !== JSON.stringify(this.state.get().capabilities)) this.state.patch({ capabilities });
      const update = toUpdate(OWN_VERSION, String(capabilities.version));
      this.state.patch({ bridge: update ? "mismatch" : "ready", update, detail: "" });
    } catch (thrown) {
      this.state.patch({ ...this.standing(thrown), detail: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  /** What a failed look says about the bridge. Nothing that went wrong leaves the panel looking for ever without a word. */
  private standing(thrown: unknown): Partial<ConnectionState> {
    if (thrown instanceof BridgeUnreachable) return { bridge: "silent" };
    if (thrown instanceof BridgeMismatch) return { bridge: "mismatch", update: null };
    if (!(thrown instanceof BridgeProblem)) return { bridge: "silent" };
    if (thrown.status === 401) return { bridge: "unpaired" };
    return thrown.status === 404 ? { bridge: "mismatch", update: null } : { bridge: "refused" };
  }

  /** Asks over every way once whether the bridge answers. */
  probeWays(): ReturnType<Ways["probe"]> {
    const request: TransportRequest = { method: "GET", path: "/healthz", headers: {}, timeoutMs: 3000, signal: undefined };
    return this.ways.probe(request);
  }

  /** Pairs by the digits that the bridge shows. Rejects with BridgeProblem when they are wrong. */
  async pair(port: number, digits: string): Promise<void> {
    this.state.patch({ port });
    this.token = await this.client.redeem("pair", digits, this.host.label);
    // A safe that does not keep them costs another pairing after the next start, and nothing now.
    await this.memory.set("port", String(port)).catch(() => undefined);
    await this.memory.set("token", this.token).catch(() => undefined);
    await this.look();
  }

  private async locate(): Promise<void> {
    const found = await this.host.readPairing().catch(() => null);
    if (found && found.token !== this.refused) {
      this.token = found.token;
      if (found.port !== this.state.get().port) this.state.patch({ port: found.port });
      return;
    }
    if (this.token !== null && this.token !== this.refused) return;
    const token = await this.memory.get("token").catch(() => null); // A safe that fails is an empty one.
    const port = Number(await this.memory.get("port").catch(() => null));
    if (token) this.token = token;
    if (Number.isInteger(port) && port > 0 && port < 65536) this.state.patch({ port });
  }
}
