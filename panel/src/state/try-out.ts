import type { BridgeClient } from "../bridge/client";
import { isAbort } from "../bridge/errors";
import type { PointRequest, PreviewRequest, PreviewView } from "../bridge/wire";
import { Store } from "./store";

/** Ticks of a millisecond. */
const TICKS_A_MS = 254_016_000;

export interface TryOutState {
  readonly phase: "idle" | "working" | "done";
  /** As the bridge last told it; null before its first word. */
  readonly preview: PreviewView | null;
  readonly error: unknown;
}

/** Two seconds of a render, to be looked at before the whole is asked for. There is one at a time; the bridge forgets it with the next. */
export class TryOut {
  readonly state = new Store<TryOutState>({ phase: "idle", preview: null, error: null });
  private abort: AbortController | null = null;

  constructor(private readonly client: BridgeClient) {}

  /** Renders it; `ask` sends what the bridge does not have yet and gives the request, or null where it came to nothing. */
  async start(ask: (signal: AbortSignal) => Promise<PreviewRequest | null>): Promise<void> {
    this.stop();
    const abort = new AbortController();
    this.abort = abort;
    this.state.set(() => ({ phase: "working", preview: null, error: null }));
    try {
      const request = await ask(abort.signal);
      if (!request || abort.signal.aborted) return this.settle(abort, "idle", null);
      let preview = await this.client.beginPreview(request, abort.signal);
      while (!abort.signal.aborted) {
        this.state.patch({ preview });
        if (preview.state === "completed") return this.settle(abort, "done", null);
        if (preview.error) return this.settle(abort, "idle", preview.error);
        preview = await this.client.previewSince(preview.id, preview.version, abort.signal);
      }
    } catch (thrown) {
      this.settle(abort, "idle", isAbort(thrown) ? null : thrown);
    }
  }

  /** Stops it, or puts it away; the bridge forgets it. */
  stop(): void {
    const { preview } = this.state.get();
    this.abort?.abort();
    this.abort = null;
    if (preview) void this.client.cancelPreview(preview.id).catch(() => undefined); // It goes by itself within the hour.
    this.state.set(() => ({ phase: "idle", preview: null, error: null }));
  }

  private settle(abort: AbortController, phase: "idle" | "done", error: unknown): void {
    if (this.abort === abort) this.state.patch({ phase, error });
  }
}

/** Where a draft begins, as the bridge takes it; null leaves the choice to the bridge. */
export function beginning(seconds: number | null): PointRequest | null {
  return seconds === null ? null : { ticks: String(BigInt(Math.round(seconds * 1000)) * BigInt(TICKS_A_MS)) };
}

/** The seconds of the result that a draft shows. */
export function stretchOf({ stretch }: PreviewView): { readonly from: number; readonly to: number; readonly rate: number } | null {
  if (!stretch) return null;
  const [frames, seconds] = stretch.fps.split("/").map(Number);
  const rate = (frames ?? 25) / (seconds || 1);
  return { from: Number(stretch.start) / rate, to: Number(stretch.end) / rate, rate };
}

/** What the bridge says of a draft that failed; other things that went wrong are thrown. */
export function isRefusal(error: unknown): error is NonNullable<PreviewView["error"]> {
  return typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error;
}
