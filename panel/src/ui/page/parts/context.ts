import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { BridgeClient } from "../../../bridge/client";
import type { ItemOrigin } from "../../../bridge/wire";
import type { Tickets } from "../../../bridge/tickets";
import type { BrowserHost } from "../../../hosts/browser";
import type { Corrections } from "../../../state/page/corrections";
import type { Dubbing } from "../../../state/page/dubbing";
import type { Draft } from "../../../state/page/draft";
import type { Library } from "../../../state/page/library";
import type { TimelineDraft } from "../../../state/page/timeline-draft";
import type { Session } from "../../../state/page/session";
import type { PageKey } from "../../../strings/en";
import { useSpeech, type Speech } from "../../i18n";

/** Everything the page's components act on. */
export interface PageParts {
  readonly client: BridgeClient;
  readonly host: BrowserHost;
  readonly session: Session;
  readonly single: Draft;
  readonly batch: Draft;
  /** The clips of the tab for text, and what they are to say. */
  readonly spoken: Draft;
  readonly dubbing: Dubbing;
  readonly timeline: TimelineDraft;
  readonly library: Library;
  readonly tickets: Tickets;
  readonly corrections: Corrections;
  /** Takes an earlier render up in the tab for one clip. */
  readonly takeUp: (origin: ItemOrigin) => void;
  /** The string table of the moment, for texts chosen by an error's code. */
  readonly table: Readonly<Record<string, string>>;
}

export const PageContext = createContext<PageParts | null>(null);

export function useParts(): PageParts {
  const parts = useContext(PageContext);
  if (!parts) throw new Error("no page above this component");
  return parts;
}

export function useSay(): Speech<PageKey> {
  return useSpeech<PageKey>();
}
