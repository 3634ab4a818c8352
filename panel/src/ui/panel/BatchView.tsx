import type { JSX } from "preact";
import type { ItemView } from "../../bridge/wire";
import type { Receipt } from "../../import/receipts";
import type { Batch } from "../../state/panel/batches";
import { describeItemError } from "../errors";
import { duration, percent } from "../format";
import { Button, Failure, Meter, usePanel, usePanelSay } from "./parts";

/** One batch from sending to placement. */
export function BatchView({ batch }: { readonly batch: Batch }): JSX.Element {
  const { t } = usePanelSay();
  const { batches } = usePanel();
  const { job, sent, phase, removal } = batch;
  const placed = sent.receipts.filter((one) => one.outcome === "placed").length;
  const active = phase === "rendering" || phase === "waiting" || phase === "sending";
  return (
    <div class="batch" data-phase={phase}>
      <div class="section-head">
        <div class="batch-title">{sent.clips.length === 1 ? t("batch.titleOne") : t("batch.title", { n: sent.clips.length })}</div>
        {active && job ? <Button kind="small" onPress={() => void batches.cancel(batch)}>{t("batch.cancel")}</Button> : null}
      </div>
      <div class="text">{summary(batch, placed, t)}</div>
      {removal && removal.markers > 0 ? <div class="text">{t("batch.removed.markers", { n: removal.markers })}</div> : null}
      {removal && removal.missing > 0 ? <div class="text">{t("batch.removed.missing", { n: removal.missing })}</div> : null}
      {removal && removal.emptyTracks.length > 0 ? <div class="text">{t("batch.removed.tracks", { tracks: removal.emptyTracks.map((one) => `V${one + 1}`).join(", ") })}</div> : null}
      {active && job ? <Meter percent={percent(job.fraction)} /> : null}
      {active && job && job.secondsLeft !== null ? <div class="fine">{t("batch.left", { time: duration(job.secondsLeft, t) })}</div> : null}
      {sent.clips.map((clip) => (
        <ItemLine key={clip.ref} batch={batch} name={clip.original.name} item={job?.items.find((one) => one.clientRef === clip.ref) ?? null} receipt={sent.receipts.find((one) => one.ref === clip.ref) ?? null} />
      ))}
      <Failure thrown={batch.error} />
      {batch.unremembered ? <div class="fine warn-text">{t("batch.unremembered")}</div> : null}
      {phase === "asking" ? <Button kind="primary" onPress={() => void batches.again(batch)}>{t("batch.place")}</Button> : null}
      {phase === "settled" || phase === "lost" || phase === "removed" || batch.error ? (
        <div class="row wrap">
          {job && job.counts.failed > 0 && phase !== "removed" ? <Button onPress={() => void batches.retry(batch)}>{t("batch.retry")}</Button> : null}
          {batch.error ? <Button onPress={() => void batches.again(batch)}>{t("batch.again")}</Button> : null}
          {phase !== "removed" && sent.receipts.some((one) => one.outcome !== "placed") ? <Button onPress={() => void batches.placeAgain(batch)}>{t("batch.placeAgain")}</Button> : null}
          {placed > 0 ? <Button onPress={() => void batches.remove(batch)}>{t("batch.remove")}</Button> : null}
          <Button onPress={() => void batches.forget(batch)}>{t("batch.forget")}</Button>
        </div>
      ) : null}
      {phase === "settled" && batch.undoSteps > 0 ? <div class="fine">{t("batch.undo", { n: batch.undoSteps })}</div> : null}
    </div>
  );
}

function summary({ job, sent, phase, removal }: Batch, placed: number, t: ReturnType<typeof usePanelSay>["t"]): string {
  switch (phase) {
    case "sending":
      return t("batch.sending");
    case "waiting":
      return t("batch.waiting");
    case "asking":
      return t("batch.asking");
    case "closed":
      return t("batch.closed", { sequence: sent.sequenceName });
    case "placing":
      return t("batch.placing");
    case "lost":
      return t("batch.lost");
    case "removed":
      return t("batch.removed", { n: removal?.removed ?? 0 });
    case "settled":
      return t("batch.done", { placed, total: sent.clips.length });
    case "rendering": {
      const running = job?.items.find((item) => item.state === "running");
      return running && job ? t("batch.processing", { n: running.position + 1, total: job.counts.total, name: running.label }) : t("batch.queued");
    }
  }
}

function ItemLine(props: { batch: Batch; name: string; item: ItemView | null; receipt: Receipt | null }): JSX.Element {
  const { t } = usePanelSay();
  const { batches, table } = usePanel();
  const { batch, item, receipt } = props;
  const active = item?.state === "queued" || item?.state === "running";
  const error = item?.state === "failed" && item.error ? describeItemError(item.error, table) : null;
  return (
    <div class="clip" data-outcome={receipt?.outcome ?? item?.state ?? "sending"}>
      <div class="clip-line">
        <div class="clip-name">{props.name}</div>
        {item?.output ? <Button kind="small" onPress={() => void batches.preview(batch, item.output?.path ?? "")}>{t("item.preview")}</Button> : null}
        {active ? <Button kind="small" disabled={item.cancelling} onPress={() => void batches.cancel(batch, item.id)}>{t("item.cancel")}</Button> : null}
      </div>
      <div class="fine">{receipt ? receiptText(receipt, t) : item ? itemText(item, t) : ""}</div>
      {item?.state === "running" && item.progress ? <Meter percent={percent(item.progress.fraction)} /> : null}
      {receipt?.outcome === "placed" && receipt.detail ? <div class="fine">{t("item.beside", { detail: receipt.detail })}</div> : null}
      {receipt?.reason ? <div class="fine warn-text">{t(`import.${receipt.reason}`)}{receipt.detail ? ` (${receipt.detail})` : ""}</div> : null}
      {receipt?.lacks && receipt.lacks.length > 0 ? <div class="fine warn-text">{t("item.lacks", { names: receipt.lacks.join(", ") })}</div> : null}
      {receipt?.covers && receipt.covers.length > 0 ? <div class="fine warn-text">{t("item.covers", { names: receipt.covers.join(", ") })}</div> : null}
      {item?.state === "queued" && item.error ? <div class="fine warn-text">{t("item.held")}</div> : null}
      {error ? <div class="fine bad-text">{error.title} {error.known ? "" : error.detail} {error.next} ({error.code})</div> : null}
    </div>
  );
}

function itemText(item: ItemView, t: ReturnType<typeof usePanelSay>["t"]): string {
  if (item.cancelling) return t("item.cancelling");
  switch (item.state) {
    case "queued":
      return t("item.queued");
    case "running": {
      if (!item.progress) return t("item.queued");
      const now = t("item.running", { stage: t(`stage.${item.progress.stage}`), percent: percent(item.progress.fraction) });
      return item.progress.secondsLeft === null ? now : `${now} · ${t("item.left", { time: duration(item.progress.secondsLeft, t) })}`;
    }
    case "completed":
      return t("item.rendered");
    case "failed":
      return "";
    case "cancelled":
      return t("item.cancelled");
  }
}

function receiptText(receipt: Receipt, t: ReturnType<typeof usePanelSay>["t"]): string {
  const track = (receipt.trackIndex ?? 0) + 1;
  switch (receipt.outcome) {
    case "placed":
      return receipt.moved ? t("item.moved", { track }) : t("item.placed", { track });
    case "imported_only":
      return t("item.imported");
    case "failed":
      return t("item.failed");
  }
}
