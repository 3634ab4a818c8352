import type { ComponentChildren, JSX } from "preact";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Connection } from "../../panel/connection";
import type { Batches } from "../../panel/batches";
import type { Faults } from "../../panel/faults";
import type { PanelSettings } from "../../panel/settings";
import type { Timeline } from "../../panel/timeline";
import type { HostAdapter } from "../../hosts/host";
import type { PanelKey } from "../../strings/panel-en";
import type { Store } from "../store";
import { describeError, isAside } from "../errors";
import { useSpeech, type Speech } from "../i18n";

export interface PanelParts {
  readonly host: HostAdapter;
  readonly connection: Connection;
  readonly timeline: Timeline;
  readonly batches: Batches;
  readonly settings: Store<PanelSettings>;
  readonly faults: Faults;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  /** Has the system start the installed bridge. */
  readonly wake: (why: string) => Promise<void>;
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

type Handler = (event: { readonly currentTarget: EventTarget | null }) => void;

/**
 * An event handler by its plain name. Preact looks whether an element has `onclick` to tell how an event is spelt; UXP's elements do
 * not say, and the spelling must not be guessed.
 */
export function on(name: "click" | "input" | "change", handler: Handler): Readonly<Record<string, Handler>> {
  return { [`on${name}`]: handler };
}

/** Text of a field in an event. */
export function valueOf(event: { readonly currentTarget: EventTarget | null }): string {
  const field: unknown = event.currentTarget;
  return typeof field === "object" && field !== null && "value" in field ? String(field.value) : "";
}

export function checkedOf(event: { readonly currentTarget: EventTarget | null }): boolean {
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
