import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ItemView } from "../../../bridge/wire";
import { sayWarning } from "../../advice";
import { describeItemError } from "../../errors";
import { bytes, duration } from "../../format";
import { Again } from "./Again";
import { keepFace } from "../parts/closer";
import { Compare } from "./Compare";
import { Correct } from "./Correct";
import { Details } from "./Details";
import { Moments } from "./Moments";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Bar, ErrorNote, IconButton, Thrown, useDownload, useTicketed } from "../parts/pieces";

/** One clip of a job: picture, state, what can be done with it. */
export function ItemRow({ item }: { readonly item: ItemView }): JSX.Element {
  const { t } = useSay();
  const { library, table } = useParts();
  const [comparing, setComparing] = useState<number | false>(false);
  const [correcting, setCorrecting] = useState(false);
  const download = useDownload();
  const kept = item.keptRanges.reduce((sum, range) => sum + range.end - range.start, 0);
  const say = (warning: string): string => sayWarning(warning, t);
  const active = item.state === "queued" || item.state === "running";
  return (
    <li class={`item ${item.state}`}>
      <div class="item-line">
        <Thumb item={item} onOpen={item.state === "completed" ? () => setComparing(0) : null} />
        <div class="item-main">
          <div class="item-name" title={item.output?.path ?? item.label}>{item.label}</div>
          <ItemState item={item} />
        </div>
        <div class="item-actions">
          {item.state === "completed" ? (
            <>
              <button type="button" class="button" aria-label={t("item.playLabel", { name: item.label })} onClick={() => setComparing(0)}>{t("item.play")}</button>
              <button type="button" class="button" aria-label={t("correct.openLabel", { name: item.label })} onClick={() => setCorrecting(true)}>{t("correct.open")}</button>
              <IconButton icon="download" label={t("item.downloadLabel", { name: item.label })} onClick={() => download.start(`/api/v1/items/${item.id}/video`, "&download=true")} />
            </>
          ) : null}
          {active ? null : <Again item={item} />}
          {active ? <IconButton icon="close" label={t("job.cancelLabel", { name: item.label })} disabled={item.cancelling} onClick={() => void library.cancelItem(item.jobId, item.id)} quiet /> : null}
        </div>
      </div>
      <Thrown thrown={download.thrown} onDismiss={download.dismiss} />
      {item.state === "running" ? <Bar fraction={item.progress?.fraction ?? 0} label={item.label} /> : null}
      {item.error && item.state === "failed" ? <ErrorNote error={describeItemError(item.error, table)} /> : null}
      {item.error && item.state === "queued" ? <p class="item-note held">{t("item.held")}</p> : null}
      {kept > 0 ? <p class="item-note">{t("item.kept", { n: kept })}</p> : null}
      {item.warnings.map((warning) => <p key={warning} class="item-note">{say(warning)}</p>)}
      {item.state === "completed" ? <Moments item={item} onJump={setComparing} /> : null}
      {item.state === "completed" ? <Details item={item} /> : null}
      {correcting ? <Correct item={item} onClose={() => setCorrecting(false)} /> : null}
      {comparing !== false ? <Compare item={item} at={comparing} onClose={() => setComparing(false)} /> : null}
    </li>
  );
}

function ItemState({ item }: { readonly item: ItemView }): JSX.Element {
  const { t } = useSay();
  const progress = item.progress;
  if (item.state === "running" && progress && !item.cancelling) {
    return (
      <div class="item-state">
        <span>{t(`stage.${progress.stage}`)}</span>
        {progress.framesPerSecond > 0 ? <span>{t("rate.fps", { n: progress.framesPerSecond.toFixed(progress.framesPerSecond < 10 ? 1 : 0) })}</span> : null}
        {progress.secondsLeft !== null ? <span>{t("job.left", { time: duration(progress.secondsLeft, t) })}</span> : null}
        {item.attempt > 1 ? <span>{t("item.attempt", { n: item.attempt })}</span> : null}
      </div>
    );
  }
  return (
    <div class="item-state">
      <span class={`state ${item.state}`}>{item.cancelling ? t("item.cancelling") : t(`item.${item.state}`)}</span>
      {item.output ? <span>{bytes(item.output.bytes)}</span> : null}
    </div>
  );
}

/** A picture of the result, or, until there is one, of the clip that this window sent. */
export function Thumb({ item, onOpen }: { readonly item: ItemView; readonly onOpen: (() => void) | null }): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const [broken, setBroken] = useState(false);
  const rendered = useTicketed(item.state === "completed" ? `/api/v1/items/${item.id}/thumbnail` : null);
  const url = rendered ?? library.thumbs.get(item.clientRef ?? "") ?? null;
  // What one address did not give, such as that of a bridge that is gone, the next one may.
  useEffect(() => setBroken(false), [url]);
  const [position, setPosition] = useState("50% 20%");
  const place = (picture: HTMLImageElement): void => {
    if (rendered && item.faceBox) setPosition(keepFace(item.faceBox, { width: picture.clientWidth, height: picture.clientHeight }, { width: picture.naturalWidth, height: picture.naturalHeight }));
  };
  const picture = url && !broken ? <img src={url} alt="" loading="lazy" style={{ objectPosition: position }} onLoad={(event) => place(event.currentTarget)} onError={() => setBroken(true)} /> : <Icon name="clip" />;
  if (!onOpen) return <span class="thumb">{picture}</span>;
  return (
    <button type="button" class="thumb" onClick={onOpen} aria-label={t("item.playLabel", { name: item.label })}>
      {picture}
      <span class="tile-play"><Icon name="play" /></span>
    </button>
  );
}
