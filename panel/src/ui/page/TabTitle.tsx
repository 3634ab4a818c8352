import { useEffect, useRef } from "preact/hooks";
import { isFinished } from "../../bridge/follow";
import type { JobView } from "../../bridge/wire";
import { percent } from "../format";
import { useStore } from "../../state/store";
import { useParts, useSay } from "./parts/context";

/** How far the renders are, in the window's title and so on its tab; when they end unseen, by a notification where that was allowed. */
export function TabTitle(): null {
  const { t } = useSay();
  const { library } = useParts();
  const { jobs } = useStore(library.state);
  const running = useRef(new Set<string>());
  const ended = useRef<"progress.done" | "progress.failed" | null>(null);
  const name = t("app.name");
  const under = jobs.filter((job) => !isFinished(job));
  const title = (): string => {
    if (under.length > 0) return t("progress.title", { percent: percent(under.reduce((sum, job) => sum + job.fraction, 0) / under.length), name });
    return ended.current ? t(ended.current, { name }) : name;
  };

  useEffect(() => {
    const done = jobs.filter((job) => isFinished(job) && running.current.has(job.id));
    for (const job of done) running.current.delete(job.id);
    for (const job of under) running.current.add(job.id);
    if (done.length > 0 && document.hidden) {
      ended.current = done.some((job) => job.counts.failed > 0) ? "progress.failed" : "progress.done";
      notify(t(ended.current, { name }), done);
    }
    document.title = title();
  });
  useEffect(() => {
    const seen = (): void => {
      if (document.hidden) return;
      ended.current = null;
      document.title = title();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  });
  return null;
}

function notify(text: string, done: readonly JobView[]): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const note = new Notification(text, { body: done.map((job) => job.title ?? job.items[0]?.label ?? "").filter((one) => one !== "").join(", "), tag: "heygem" });
  note.onclick = () => window.focus();
}
