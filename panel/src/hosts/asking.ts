import { toStored } from "../timeline/stored";
import type { HostAdapter } from "./host";

/** For hosts that tell of no selection: asks what is selected again and again, and calls back when it is something else than before. Returns the way to stop. */
export function askForSelection(host: Pick<HostAdapter, "activeSequence" | "selection">, everyMs: number, callback: () => void): () => void {
  let before = "";
  let asking = false;
  const look = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const sequence = await host.activeSequence();
      const items = sequence ? await host.selection() : [];
      const now = toStored([sequence?.id, items.map(({ kind, trackIndex, start, end, inPoint, media, disabled }) => [kind, trackIndex, start, end, inPoint, media?.path, disabled])]);
      if (now !== before) callback();
      before = now;
    } catch {
      // Asked again at the next turn.
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
}
