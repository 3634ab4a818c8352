import type { ItemView } from "../../bridge/wire";
import type { Receipt } from "../../import/receipts";
import type { Batch } from "../../state/panel/batches";
import type { PanelKey } from "../../strings/panel-en";
import { describeItemError } from "../errors";
import { duration, percent } from "../format";
import type { Say } from "../i18n";

/** One line below a clip's name. */
export interface RowLine {
  readonly kind: "plain" | "warn" | "bad";
  readonly text: string;
}

/** Where a batch stands, in a sentence. */
export function batchWords({ job, sent, phase, removal }: Batch, t: Say<PanelKey>): string {
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
      return t("batch.done", { placed: sent.receipts.filter((one) => one.outcome === "placed").length, total: sent.clips.length });
    case "rendering": {
      const running = job?.items.find((item) => item.state === "running");
      return running && job ? t("batch.processing", { n: running.position + 1, total: job.counts.total, name: running.label }) : t("batch.queued");
    }
  }
}

/** What is to be said of a clip: where it stands, then what the editor should know or do. */
export function rowWords(item: ItemView | null, receipt: Receipt | null, t: Say<PanelKey>, table: Readonly<Record<string, string>>): readonly RowLine[] {
  const lines: RowLine[] = [];
  const say = (kind: RowLine["kind"], text: string): void => {
    if (text !== "") lines.push({ kind, text });
  };
  say("plain", receipt ? receiptText(receipt, t) : item ? itemText(item, t) : "");
  if (receipt?.outcome === "placed" && receipt.detail) say("plain", t("item.beside", { detail: receipt.detail }));
  if (receipt?.reason) say("warn", `${t(`import.${receipt.reason}`)}${receipt.detail ? ` (${receipt.detail})` : ""}`);
  if (receipt?.lacks && receipt.lacks.length > 0) say("warn", t("item.lacks", { names: receipt.lacks.join(", ") }));
  if (receipt?.covers && receipt.covers.length > 0) say("warn", t("item.covers", { names: receipt.covers.join(", ") }));
  if (item?.state === "queued" && item.error) say("warn", t("item.held"));
  if (item?.state === "failed" && item.error) {
    const { title, detail, next, known, code } = describeItemError(item.error, table);
    say("bad", [title, known ? "" : detail, next, `(${code})`].filter((one) => one !== "").join(" "));
  }
  return lines;
}

function itemText(item: ItemView, t: Say<PanelKey>): string {
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

function receiptText(receipt: Receipt, t: Say<PanelKey>): string {
  const track = (receipt.trackIndex ?? 0) + 1;
  switch (receipt.outcome) {
    case "placed":
      if (receipt.inside) return t("item.inside", { track });
      return receipt.moved ? t("item.moved", { track }) : t("item.placed", { track });
    case "imported_only":
      return t("item.imported");
    case "failed":
      return t("item.failed");
  }
}
