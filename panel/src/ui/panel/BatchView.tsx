import type { JSX } from "preact";
import type { ItemView } from "../../bridge/wire";
import type { Receipt } from "../../import/receipts";
import type { Batch } from "../../state/panel/batches";
import { duration, percent } from "../format";
import { Button, Failure, Meter, usePanel, usePanelSay } from "./parts";
import { batchWords, rowWords } from "./words";

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
      <div class="text">{batchWords(batch, t)}</div>
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

function ItemLine(props: { batch: Batch; name: string; item: ItemView | null; receipt: Receipt | null }): JSX.Element {
  const { t } = usePanelSay();
  const { batches, table } = usePanel();
  const { batch, item, receipt } = props;
  const active = item?.state === "queued" || item?.state === "running";
  return (
    <div class="clip" data-outcome={receipt?.outcome ?? item?.state ?? "sending"}>
      <div class="clip-line">
        <div class="clip-name">{props.name}</div>
        {item?.output ? <Button kind="small" onPress={() => void batches.preview(batch, item.output?.path ?? "")}>{t("item.preview")}</Button> : null}
        {active ? <Button kind="small" disabled={item.cancelling} onPress={() => void batches.cancel(batch, item.id)}>{t("item.cancel")}</Button> : null}
      </div>
      {rowWords(item, receipt, t, table).map((one) => <div key={one.text} class={one.kind === "plain" ? "fine" : `fine ${one.kind}-text`}>{one.text}</div>)}
      {item?.state === "running" && item.progress ? <Meter percent={percent(item.progress.fraction)} /> : null}
    </div>
  );
}
