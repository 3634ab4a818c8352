import type { BridgeClient } from "../../bridge/client";
import { BridgeProblem, BridgeUnreachable } from "../../bridge/errors";
import { pause } from "../../bridge/retry";
import type { Capabilities, HealthCheck } from "../../bridge/wire";
import type { BrowserHost } from "../../hosts/browser";
import { Store } from "../store";

const TOKEN_KEY = "heygem.token";
const CHECK_MS = 5000;

export interface SessionState {
  readonly signedIn: boolean;
  readonly bridge: "connecting" | "ready" | "limited" | "silent";
  readonly capabilities: Capabilities | null;
  readonly checks: readonly HealthCheck[];
  /** How often the bridge was silent and answered again. */
  readonly returns: number;
}

/** Who this browser is to the bridge, and whether the bridge is there. */
export class Session {
  readonly state: Store<SessionState>;
  private token: string | null;

  constructor(private readonly host: BrowserHost) {
    this.token = host.recall(TOKEN_KEY);
    this.state = new Store<SessionState>({ signedIn: this.token !== null, bridge: "connecting", capabilities: null, checks: [], returns: 0 });
  }

  currentToken(): string | null {
    return this.token;
  }

  /** Exchanges the one-time code of the launch address, and takes it out of the address and the history. */
  async redeemLaunchCode(client: BridgeClient): Promise<void> {
    const code = launchCode(location);
    if (!code) return;
    history.replaceState(null, "", location.pathname);
    try {
      this.admit(await client.redeem("session", code, "page"));
    } catch (thrown) {
      if (!(thrown instanceof BridgeProblem)) throw thrown; // A used code is no harm where the browser is signed in already.
    }
  }

  async redeemDigits(client: BridgeClient, digits: string): Promise<void> {
    this.admit(await client.redeem("pair", digits, "page"));
  }

  /** For a browser on another machine. */
  async redeemPassword(client: BridgeClient, password: string): Promise<void> {
    this.admit(await client.login(password, "page"));
  }

  /** The bridge no longer knows this browser. */
  signOut(): void {
    this.token = null;
    this.host.remember(TOKEN_KEY, null);
    this.state.patch({ signedIn: false, capabilities: null });
  }

  /** Keeps looking whether the bridge is there, until the signal says stop. */
  async watch(client: BridgeClient, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(client, signal);
      await pause(CHECK_MS, signal).catch(() => undefined);
    }
  }

  async look(client: BridgeClient, signal?: AbortSignal): Promise<void> {
    try {
      if (!this.state.get().signedIn) {
        await client.health(signal);
        this.answered("ready");
        return;
      }
      const capabilities = await client.capabilities(signal);
      const checks = capabilities.checks.filter((one) => !one.ok);
      const before = this.state.get();
      const same = JSON.stringify(before.capabilities) === JSON.stringify(capabilities);
      this.answered(checks.length > 0 ? "limited" : "ready", same ? {} : { capabilities, checks });
    } catch (thrown) {
      if (thrown instanceof BridgeProblem && thrown.status === 401) this.signOut();
      else if (thrown instanceof BridgeUnreachable) this.state.patch({ bridge: "silent" });
    }
  }

  private answered(bridge: "ready" | "limited", part: Partial<SessionState> = {}): void {
    const { bridge: before, returns } = this.state.get();
    this.state.patch({ bridge, returns: before === "silent" ? returns + 1 : returns, ...part });
  }

  private admit(token: string): void {
    this.token = token;
    this.host.remember(TOKEN_KEY, token);
    this.state.patch({ signedIn: true });
  }
}

/** The code in `#code=...` or `?code=...`. */
function launchCode(address: Location): string | null {
  const fromHash = new URLSearchParams(address.hash.replace(/^#/, "")).get("code");
  return fromHash ?? new URLSearchParams(address.search).get("code");
}
