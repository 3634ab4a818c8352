import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../bridge/errors";
import { pause } from "../../bridge/retry";
import type { LogRecord } from "../../bridge/wire";
import { useParts, useSay } from "./parts/context";
import { Dialog } from "./parts/pieces";

const KEPT = 1000;
const EVERY_MS = 1500;

/** The bridge's log as it grows. */
export function LogDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t, language } = useSay();
  const { client } = useParts();
  const [records, setRecords] = useState<readonly LogRecord[]>([]);
  const [following, setFollowing] = useState(true);
  const [copied, setCopied] = useState(false);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      let after = 0;
      while (!abort.signal.aborted) {
        try {
          const page = await client.log(after, abort.signal);
          if (page.next < after) after = 0; // The bridge was started again: its numbers begin anew.
          else after = page.next;
          if (page.records.length > 0) setRecords((before) => [...before, ...page.records].slice(-KEPT));
        } catch (thrown) {
          if (isAbort(thrown)) return;
        }
        await pause(EVERY_MS, abort.signal).catch(() => undefined);
      }
    };
    void read();
    return () => abort.abort();
  }, [client]);

  useEffect(() => {
    if (following) end.current?.scrollIntoView({ block: "end" });
  }, [records, following]);

  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(records.map((one) => `${one.time} ${one.level} ${one.source} ${one.message}${one.error ? ` | ${one.error}` : ""}`).join("\n"));
    setCopied(true);
  };
  const time = (iso: string): string => new Date(iso).toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB");
  return (
    <Dialog title={t("log.title")} onClose={onClose} wide>
      <div class="log-tools">
        <label class="check"><input type="checkbox" checked={following} onChange={(event) => setFollowing(event.currentTarget.checked)} /><span>{t("log.follow")}</span></label>
        {"clipboard" in navigator ? <button type="button" class="button" onClick={() => void copy()}>{copied ? t("log.copied") : t("log.copy")}</button> : null}
      </div>
      <div class="log" tabIndex={0} role="log" aria-label={t("log.title")}>
        {records.length === 0 ? <p class="empty-text">{t("log.empty")}</p> : null}
        {records.map((one) => (
          <div key={one.number} class={`log-line ${one.level}`}>
            <span class="log-time">{time(one.time)}</span><span class="log-level">{one.level}</span><span>{one.message}{one.error ? ` — ${one.error}` : ""}</span>
          </div>
        ))}
        <div ref={end} />
      </div>
    </Dialog>
  );
}
