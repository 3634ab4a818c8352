import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { JobView } from "../../../bridge/wire";
import { isFinished } from "../../../bridge/follow";
import { duration, percent } from "../../format";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { ItemRow, Thumb } from "./ItemRow";
import { Bar, Dialog, IconButton, Thrown, useDownload } from "../parts/pieces";

const SHOWN_THUMBS = 6;

/** One render: how far it is, its clips, and what can be done with all of them. */
export function JobCard({ job }: { readonly job: JobView }): JSX.Element {
  const { t, language } = useSay();
  const { library } = useParts();
  const finished = isFinished(job);
  const many = job.counts.total > 1;
  // What was watched while it ran stays open when it ends; what is old comes folded.
  const [shown, setShown] = useState(!many || !finished || job.counts.failed > 0);
  const [deleting, setDeleting] = useState(false);
  const download = useDownload();
  const title = job.title ?? (many ? t("job.batch", { n: job.counts.total }) : (job.items[0]?.label ?? ""));
  return (
    <article class={`job ${job.state}${many ? "" : " single"}`} aria-label={title}>
      <header class="job-head">
        <div class="job-title">
          <h3>{title}</h3>
          <time class="muted small" dateTime={job.createdAt}>{when(job.createdAt, language)}</time>
        </div>
        <div class="job-actions">
          {finished && job.counts.failed + job.counts.cancelled > 0 ? (
            <button type="button" class="button" onClick={() => void library.retry(job.id, job.counts.cancelled > 0)}>
              <Icon name="retry" />{t(job.counts.cancelled > 0 ? "job.rest" : "job.retry")}
            </button>
          ) : null}
          {finished && job.timeline !== null && job.counts.completed > 0 ? <button type="button" class="button" title={job.timeline} onClick={() => download.start(`/api/v1/jobs/${job.id}/timeline`)}><Icon name="download" />{t("timeline.download")}</button> : null}
          {finished && job.counts.completed > 1 ? <button type="button" class="button" onClick={() => download.start(`/api/v1/jobs/${job.id}/results.zip`)}><Icon name="download" />{t("job.zip")}</button> : null}
          {finished
            ? <IconButton icon="trash" label={t("job.deleteLabel", { name: title })} onClick={() => setDeleting(true)} quiet />
            : <button type="button" class="button" aria-label={t("job.cancelLabel", { name: title })} onClick={() => void library.cancelJob(job.id)}>{t("job.cancel")}</button>}
        </div>
      </header>
      <div class={many ? "job-status" : "job-status unseen"} aria-live="polite">
        <span class={`state ${job.state}`}>{message(job, t)}</span>
        {job.state === "running" ? <span class="muted tabular">{t("job.percent", { n: percent(job.fraction) })}</span> : null}
        {job.secondsLeft !== null && !finished ? <span class="muted">{t("job.left", { time: duration(job.secondsLeft, t) })}</span> : null}
      </div>
      <Thrown thrown={download.thrown} onDismiss={download.dismiss} />
      {!finished && many ? <Notify /> : null}
      {!finished && many ? <Bar fraction={job.fraction} label={title} /> : null}
      {shown ? (
        <ul class="items">{job.items.map((item) => <ItemRow key={item.id} item={item} />)}</ul>
      ) : (
        <div class="strip">{job.items.slice(0, SHOWN_THUMBS).map((item) => <Thumb key={item.id} item={item} onOpen={null} />)}</div>
      )}
      {many && finished ? (
        <button type="button" class="text-button fold" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t("job.hide") : t("job.show", { n: job.counts.total })}
        </button>
      ) : null}
      {deleting ? <DeleteDialog job={job} onClose={() => setDeleting(false)} /> : null}
    </article>
  );
}

/** Offers to tell of the end of a long batch; only the editor's own press may ask the browser for that. */
function Notify(): JSX.Element | null {
  const { t } = useSay();
  const [permission, setPermission] = useState(() => (typeof Notification === "undefined" ? "denied" : Notification.permission));
  if (permission !== "default") return null;
  return <button type="button" class="text-button fold" onClick={() => void Notification.requestPermission().then(setPermission)}>{t("job.notify")}</button>;
}

/** The one line about the whole job, in the page's own language. */
function message(job: JobView, t: ReturnType<typeof useSay>["t"]): string {
  const { counts } = job;
  switch (job.state) {
    case "queued":
      return t("job.waiting");
    case "running": {
      const running = job.items.find((item) => item.state === "running");
      if (!running) return t("job.running", { done: counts.total - counts.queued - counts.running, total: counts.total });
      return t("job.processing", { n: running.position + 1, total: counts.total, name: running.label });
    }
    case "completed":
      return t("job.completed");
    case "failed":
      return t("job.failed", { done: counts.completed, failed: counts.failed });
    case "cancelled":
      return t("job.cancelled", { done: counts.completed });
  }
}

function when(iso: string, language: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  return date.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}

function DeleteDialog({ job, onClose }: { readonly job: JobView; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const [files, setFiles] = useState(false);
  return (
    <Dialog title={t("delete.title")} onClose={onClose}>
      <p>{t("delete.text")}</p>
      <label class="check">
        <input type="checkbox" checked={files} onChange={(event) => setFiles(event.currentTarget.checked)} />
        <span>{t("delete.files")}</span>
      </label>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{t("delete.keep")}</button>
        <button type="button" class="button danger" onClick={() => { onClose(); void library.remove(job.id, files); }}>{t("delete.go")}</button>
      </div>
    </Dialog>
  );
}
