import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { BridgeProblem } from "../../../bridge/errors";
import { useStore } from "../../../state/store";
import { describeError, isAside, type ShownError } from "../../errors";
import { percent } from "../../format";
import { useParts, useSay } from "./context";
import { bringsFiles, dropped } from "./dropped";
import { Icon, type IconName } from "./icons";

/** A button that shows only a picture; its label is spoken and shown on hover. */
export function IconButton(props: { icon: IconName; label: string; onClick: () => void; disabled?: boolean; quiet?: boolean }): JSX.Element {
  return (
    <button type="button" class={props.quiet ? "icon-button quiet" : "icon-button"} title={props.label} aria-label={props.label} disabled={props.disabled ?? false} onClick={props.onClick}>
      <Icon name={props.icon} />
    </button>
  );
}

export function Bar({ fraction, label }: { readonly fraction: number; readonly label: string }): JSX.Element {
  const value = percent(fraction);
  return (
    <div class="bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={value}>
      <div class="bar-fill" style={{ width: `${value}%` }} />
    </div>
  );
}

export function ErrorNote({ error, onDismiss, onRetry }: { readonly error: ShownError; readonly onDismiss?: () => void; readonly onRetry?: () => void }): JSX.Element {
  const { t, language } = useSay();
  const aside = isAside(error, language);
  return (
    <div class="note error" role="alert">
      <Icon name="warn" />
      <div class="note-text">
        <strong>{error.title}</strong>
        {error.detail && !aside ? <p>{error.detail}</p> : null}
        {error.next ? <p class="next">{error.next}</p> : null}
        {error.detail && aside ? <Words text={error.detail} /> : null}
        {onRetry ? <button type="button" class="button" onClick={onRetry}><Icon name="retry" />{t("error.retry")}</button> : null}
        <p class="code">{error.requestId ? t("error.report", { code: error.code, id: error.requestId }) : error.code}</p>
      </div>
      {onDismiss ? <IconButton icon="close" label={t("error.dismiss")} onClick={onDismiss} quiet /> : null}
    </div>
  );
}

/** The bridge's own sentence, in English, for whoever wants to search for it or pass it on. */
export function Words({ text }: { readonly text: string }): JSX.Element {
  const { t } = useSay();
  return (
    <details class="words">
      <summary>{t("error.words")}</summary>
      <p lang="en">{text}</p>
    </details>
  );
}

/** Whatever was thrown, in words. */
export function Thrown(props: { thrown: unknown; onDismiss: () => void; onRetry?: () => void }): JSX.Element | null {
  const { table } = useParts();
  const { thrown, onDismiss, onRetry } = props;
  return thrown === null ? null : <ErrorNote error={describeError(thrown, table)} onDismiss={onDismiss} {...(onRetry ? { onRetry } : {})} />;
}

/** A dialog of the browser's own: it holds the focus, closes with Escape and gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; wide?: boolean; children: ComponentChildren }): JSX.Element {
  const { t } = useSay();
  const ref = useRef<HTMLDialogElement>(null);
  // A text that is marked with the pointer let go outside is no press outside.
  const pressed = useRef(false);
  useEffect(() => {
    ref.current?.showModal();
  }, []);
  return (
    <dialog ref={ref} class={props.wide ? "dialog wide" : "dialog"} aria-label={props.title} onClose={props.onClose}
      onPointerDown={(event) => { pressed.current = event.target === ref.current; }}
      onClick={(event) => { if (pressed.current && event.target === ref.current) ref.current?.close(); }}>
      <header class="dialog-head">
        <h2>{props.title}</h2>
        <IconButton icon="close" label={t("close")} onClick={() => ref.current?.close()} quiet />
      </header>
      <div class="dialog-body">{props.children}</div>
    </dialog>
  );
}

/**
 * Place to drop files and folders, or choose files. `accept` narrows the chooser and what is taken of a folder, never a dropped file: the
 * bridge is the judge of what it can read. Where one file fits and more come, none is taken: which was meant is not known.
 */
export function Drop(props: { accept: string; many: boolean; onFiles: (files: File[]) => void; class?: string; label: string; children: ComponentChildren }): JSX.Element {
  const { t } = useSay();
  const [over, setOver] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const take = (files: readonly File[]): void => {
    const tooMany = !props.many && files.length > 1;
    setSaid(tooMany ? t("drop.one", { n: files.length }) : null);
    if (files.length > 0 && !tooMany) props.onFiles([...files]);
  };
  const drop = (transfer: DataTransfer | null): void => {
    setOver(false);
    if (!transfer) return;
    const found = dropped(transfer, props.accept);
    if (!(found instanceof Promise)) return take(found.files);
    void found.then(({ files, bare }) => {
      take(files);
      if (bare !== null) setSaid(t("drop.bare", { name: bare }));
    });
  };
  return (
    <>
      <label
        class={`drop ${props.class ?? ""} ${over ? "over" : ""}`}
        onDragOver={(event) => { if (bringsFiles(event.dataTransfer)) { event.preventDefault(); setOver(true); } }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { if (bringsFiles(event.dataTransfer)) { event.preventDefault(); drop(event.dataTransfer); } }}
      >
        <input type="file" class="hidden-input" accept={props.accept} multiple={props.many} aria-label={props.label}
          onChange={(event) => { take(Array.from(event.currentTarget.files ?? [])); event.currentTarget.value = ""; }} />
        {props.children}
      </label>
      {said === null ? null : <p class="muted small" role="status">{said}</p>}
    </>
  );
}

/** A media address with its ticket, or null until it is there. */
export function useTicketed(path: string | null, query = ""): string | null {
  const { session, tickets } = useParts();
  const { returns } = useStore(session.state);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    setUrl(null);
    if (path !== null) tickets.url(path, query).then((found) => { if (current) setUrl(found); }, () => undefined);
    return () => { current = false; };
  }, [path, query, tickets, returns]);
  return url;
}

/** A download, and why it did not begin. */
export interface Download {
  readonly start: (path: string, query?: string) => void;
  readonly thrown: unknown;
  readonly dismiss: () => void;
}

/** Starts a download once the bridge has it to give: a browser says nothing of a file that was moved away. */
export function useDownload(): Download {
  const { host, tickets } = useParts();
  const [thrown, setThrown] = useState<unknown>(null);
  const reach = async (path: string, query: string): Promise<string> => {
    const url = await tickets.url(path, query);
    await host.reach(url);
    return url;
  };
  const start = async (path: string, query: string): Promise<void> => {
    setThrown(null);
    const url = await reach(path, query).catch((refusal: unknown) => {
      if (!(refusal instanceof BridgeProblem && refusal.status === 401)) throw refusal;
      // The ticket was of an earlier run of the bridge.
      tickets.renew();
      return reach(path, query);
    });
    const link = document.createElement("a");
    link.href = url;
    link.download = "";
    link.click();
  };
  return { start: (path, query = "") => { start(path, query).catch(setThrown); }, thrown, dismiss: () => setThrown(null) };
}
