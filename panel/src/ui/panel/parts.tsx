import type { ComponentChildren, JSX } from "preact";
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Connection } from "../../state/panel/connection";
import type { Batches } from "../../state/panel/batches";
import type { Faults } from "../../state/panel/faults";
import type { PanelSettings } from "../../state/panel/settings";
import type { PanelSpeakers } from "../../state/panel/speakers";
import type { Timeline } from "../../state/panel/timeline";
import type { HostAdapter } from "../../hosts/host";
import type { PanelKey } from "../../strings/panel-en";
import type { Store } from "../../state/store";
import { isRefusal } from "../../state/try-out";
import { describeError, describeItemError, isAside } from "../errors";
import { on, type FieldEvent } from "../events";
import { useSpeech, type Speech } from "../i18n";

export interface PanelParts {
  readonly host: HostAdapter;
  readonly connection: Connection;
  readonly timeline: Timeline;
  readonly batches: Batches;
  readonly speakers: PanelSpeakers;
  readonly settings: Store<PanelSettings>;
  readonly faults: Faults;
  /** Asks for the installed bridge to be started. */
  readonly startBridge: () => Promise<void>;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  readonly table: Readonly<Record<string, string>>;
}

export const PanelContext = createContext<PanelParts | null>(null);

export function usePanel(): PanelParts {
  const parts = useContext(PanelContext);
  if (!parts) throw new Error("no panel above this component");
  return parts;
}

export function usePanelSay(): Speech<PanelKey> {
  return useSpeech<PanelKey>();
}

/** Text of a field in an event. */
export function valueOf(event: FieldEvent): string {
  const field: unknown = event.currentTarget;
  return typeof field === "object" && field !== null && "value" in field ? String(field.value) : "";
}

export function checkedOf(event: FieldEvent): boolean {
  const field: unknown = event.currentTarget;
  return typeof field === "object" && field !== null && "checked" in field && field.checked === true;
}

export function Button(props: { onPress: () => void; disabled?: boolean; kind?: "primary" | "plain" | "small"; children: ComponentChildren }): JSX.Element {
  return (
    <button type="button" class={`btn ${props.kind ?? "plain"}`} disabled={props.disabled ?? false} {...on("click", props.onPress)}>
      {props.children}
    </button>
  );
}

export function Meter({ percent }: { readonly percent: number }): JSX.Element {
  return (
    <div class="meter">
      <div class="meter-fill" style={{ width: `${percent}%` }} />
    </div>
  );
}

export function Card(props: { kind: "warn" | "bad" | "plain"; title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class={`card ${props.kind}`}>
      <div class="card-title">{props.title}</div>
      {props.children}
    </div>
  );
}

export function Failure({ thrown }: { readonly thrown: unknown }): JSX.Element | null {
  const { table } = usePanel();
  const { t, language } = usePanelSay();
  if (thrown === null || thrown === undefined) return null;
  const error = describeError(thrown, table);
  const aside = isAside(error, language);
  return (
    <Card kind="bad" title={error.title}>
      {error.detail && !aside ? <div class="text">{error.detail}</div> : null}
      {error.next ? <div class="text">{error.next}</div> : null}
      {error.detail && aside ? <div class="fine">{t("error.words")} {error.detail}</div> : null}
      <div class="fine">{error.requestId ? `${error.code} · ${error.requestId}` : error.code}</div>
    </Card>
  );
}

/** What went wrong on the way to the bridge, or what it said of the work that it was asked for. */
export function Refusal({ thrown }: { readonly thrown: unknown }): JSX.Element | null {
  const { table } = usePanel();
  if (!isRefusal(thrown)) return <Failure thrown={thrown} />;
  const error = describeItemError(thrown, table);
  return <Card kind="bad" title={error.title}><div class="text">{error.detail} {error.next}</div><div class="fine">{error.code}</div></Card>;
}

/** The whole address of something that the bridge serves, with a ticket; null until it is there. */
export function useAddress(path: string): string | null {
  const { connection } = usePanel();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    connection.client.ticket(path).then(
      ({ ticket }) => { if (current) setUrl(`http://127.0.0.1:${connection.state.get().port}${path}?ticket=${encodeURIComponent(ticket)}`); },
      () => undefined,
    );
    return () => { current = false; };
  }, [connection, path]);
  return url;
}
