import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ItemView } from "../../../bridge/wire";
import { clock } from "../../format";
import { compareKey } from "./compare-keys";
import { zoomTo, type Zoom } from "../parts/closer";
import { useParts, useSay } from "../parts/context";
import { Dialog, IconButton, useTicketed } from "../parts/pieces";
import { frameAt, usePair } from "../parts/pair";

const PICTURE = /\.(png|jpe?g)$/i;

/** How much larger a picture is shown where it was clicked. */
const ZOOM = 3;

/** Before and after in step, side by side or one over the other; the sound is the result's. */
export function Compare({ item, at = 0, onClose }: { readonly item: ItemView; readonly at?: number; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const after = useRef<HTMLVideoElement>(null);
  const before = useRef<HTMLVideoElement>(null);
  const keys = useRef<HTMLDivElement>(null);
  const [rate, setRate] = useState(0);
  const pair = usePair(after, before, item.source.startSeconds, rate);
  const [over, setOver] = useState(false);
  const [wipe, setWipe] = useState(50);
  const [holding, setHolding] = useState(false);
  const [zoomed, setZoomed] = useState<Zoom | null>(null);
  // A browser that ran out of decoders or lost a connection plays the file at a second try.
  const [faults, setFaults] = useState(0);
  const broken = faults > 1;
  const afterUrl = useTicketed(`/api/v1/items/${item.id}/video`);
  useEffect(() => setFaults(0), [afterUrl]);

  useEffect(() => keys.current?.focus(), []);
  useEffect(() => { if (at > 0 && pair.length > 0) pair.seek(at); }, [at, pair.length]);
  useEffect(() => {
    void client.report(item.id).then((report) => setRate(framesPerSecond(report.fps))).catch(() => undefined);
  }, [client, item.id]);

  const zoomAt = (event: TargetedMouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setZoomed(zoomed ? null : { by: ZOOM, x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  const toMouth = (): void => {
    const video = after.current;
    if (zoomed) setZoomed(null);
    else if (item.mouthBox && video && video.videoWidth > 0)
      setZoomed(zoomTo(item.mouthBox, { width: video.clientWidth, height: video.clientHeight }, { width: video.videoWidth, height: video.videoHeight }));
  };
  const onKey = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const action = compareKey(event);
    if (!action) return;
    event.preventDefault();
    if (action === "play") pair.toggle();
    else if (action === "loop") pair.setLoop(!pair.loop);
    else if (action === "original") setHolding(true);
    else if (action === "mouth") toMouth();
    else pair.step(action.frames);
  };

  const cut = holding ? 100 : wipe;
  const style = zoomed ? { "--zoom": String(zoomed.by), "--zoom-x": `${zoomed.x * 100}%`, "--zoom-y": `${zoomed.y * 100}%` } : {};
  return (
    <Dialog title={`${t("compare.title")} · ${item.label}`} onClose={onClose} wide>
      <div class="comparison" ref={keys} tabIndex={-1} onKeyDown={onKey} onKeyUp={(event) => { if (event.key.toLowerCase() === "o") setHolding(false); }}>
        <div class={`compare ${over || holding ? "over" : ""} ${zoomed ? "zoomed" : ""}`} style={style}>
          <figure>
            <div class="frame" onClick={zoomAt} title={t(zoomed ? "compare.zoomOut" : "compare.zoomIn")}><Before item={item} video={before} /></div>
            <figcaption>{t("compare.before")}</figcaption>
          </figure>
          <figure class="result" style={over || holding ? { clipPath: `inset(0 0 0 ${cut}%)` } : {}}>
            {broken ? <div class="player empty"><p>{t("compare.noPlay")}</p></div> : afterUrl ? (
              <div class="frame" onClick={zoomAt} title={t(zoomed ? "compare.zoomOut" : "compare.zoomIn")}>
                <video key={faults} ref={after} class="player" src={afterUrl} muted={pair.muted} preload="auto" onError={() => setFaults((count) => count + 1)} {...pair.events} />
              </div>
            ) : <div class="player empty" />}
            <figcaption>{t("compare.after")}</figcaption>
          </figure>
        </div>
        {over && <input class="wipe" type="range" min="0" max="100" value={wipe} aria-label={t("compare.wipe")} onInput={(event) => setWipe(Number(event.currentTarget.value))} />}
        <div class="transport">
          <IconButton icon={pair.playing ? "pause" : "play"} label={t(pair.playing ? "compare.pause" : "compare.play")} onClick={pair.toggle} disabled={broken || pair.length === 0} />
          <input type="range" min="0" max={pair.length || 1} step="0.01" value={pair.at} aria-label={t("compare.seek")} aria-valuetext={`${clock(pair.at)} / ${clock(pair.length)}`} onInput={(event) => pair.seek(Number(event.currentTarget.value))} />
          <span class="muted small tabular">{clock(pair.at)} / {clock(pair.length)}{rate > 0 && ` · ${t("compare.frame", { frame: frameAt(pair.at, rate) })}`}</span>
          <button type="button" class="button small" aria-pressed={over} onClick={() => setOver(!over)}>{t("compare.over")}</button>
          {item.mouthBox ? <button type="button" class="button small" aria-pressed={zoomed !== null} onClick={toMouth}>{t("compare.mouth")}</button> : null}
          <button type="button" class="button small" aria-pressed={pair.loop} onClick={() => pair.setLoop(!pair.loop)}>{t("compare.loop")}</button>
          <IconButton icon={pair.muted ? "mute" : "sound"} label={t(pair.muted ? "compare.unmute" : "compare.mute")} onClick={() => pair.setMuted(!pair.muted)} />
        </div>
        <p class="muted small">{t("compare.keys")}</p>
      </div>
    </Dialog>
  );
}

/** The frames a second of a report, such as `30000/1001`; 0 where it says none. */
function framesPerSecond(text: string): number {
  const [frames, seconds] = text.split("/").map(Number);
  return frames && frames > 0 ? frames / (seconds && seconds > 0 ? seconds : 1) : 0;
}

/** The original: from this window where it was sent from here, else from the bridge; in words where it cannot be shown. */
function Before({ item, video }: { readonly item: ItemView; readonly video: RefObject<HTMLVideoElement | null> }): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const [broken, setBroken] = useState(false);
  const local = library.originals.get(item.clientRef ?? "") ?? null;
  const remote = useTicketed(local ? null : `/api/v1/items/${item.id}/source`);
  const url = local ?? remote;
  useEffect(() => setBroken(false), [url]);
  if (broken) return <div class="player empty"><p>{t("compare.noBefore")}</p></div>;
  if (!url) return <div class="player empty" />;
  if (PICTURE.test(item.source.fileName)) return <img class="player" src={url} alt={item.source.fileName} onError={() => setBroken(true)} />;
  return (
    <video ref={video} class="player" src={url} muted preload="auto" onError={() => setBroken(true)}
      onLoadedMetadata={(event) => {
        if (event.currentTarget.videoWidth === 0) setBroken(true);
        else event.currentTarget.currentTime = item.source.startSeconds;
      }} />
  );
}
