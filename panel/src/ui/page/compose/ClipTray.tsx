import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Draft, Pick } from "../../../state/page/draft";
import { bytes } from "../../format";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Dialog, Drop, IconButton } from "../parts/pieces";
import { PathField } from "./PathField";

const ACCEPT = "video/*,image/png,image/jpeg,.mp4,.mov,.mkv,.mxf,.avi,.webm,.wmv,.flv,.dv";
const DRAG_TYPE = "application/x-heygem-clip";

/** The clips of a batch: thumbnails in order, with remove, reorder and play. */
export function ClipTray({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const { clips } = useStore(draft.state);
  const [shown, setShown] = useState<Pick | null>(null);
  return (
    <section class="block" aria-labelledby="clips-title">
      <div class="block-head">
        <h2 id="clips-title">{t("clips.title")}</h2>
        {clips.length > 0 ? <span class="muted small">{clips.length === 1 ? t("clips.countOne") : t("clips.count", { n: clips.length })}</span> : null}
        {clips.length > 0 ? <button type="button" class="text-button" onClick={() => draft.clearClips()}>{t("clips.clear")}</button> : null}
      </div>
      <p class="help">{clips.length > 0 ? t("clips.help") : t("clip.help")}</p>
      {clips.length > 0 ? (
        <ol class="tray">
          {clips.map((clip, index) => <Tile key={clip.key} clip={clip} index={index} count={clips.length} draft={draft} onShow={() => setShown(clip)} />)}
        </ol>
      ) : null}
      <Drop accept={ACCEPT} many onFiles={(files) => draft.addClips(files)} label={t("clips.choose")} class={clips.length > 0 ? "slim" : ""}>
        <Icon name={clips.length > 0 ? "plus" : "clip"} />
        <span class="drop-title">{clips.length > 0 ? t("clips.add") : t("clips.drop")}</span>
        {clips.length > 0 ? null : <span class="link">{t("clips.choose")}</span>}
      </Drop>
      <PathField label={t("path.label.clip")} many onPaths={(paths) => draft.addPaths(client, "clips", paths)} />
      {shown?.url ? (
        <Dialog title={shown.name} onClose={() => setShown(null)} wide>
          <video class="player" controls autoplay src={shown.url} />
        </Dialog>
      ) : null}
    </section>
  );
}

function Tile(props: { clip: Pick; index: number; count: number; draft: Draft; onShow: () => void }): JSX.Element {
  const { t } = useSay();
  const { clip, index, draft } = props;
  const [over, setOver] = useState(false);
  return (
    <li
      class={over ? "tile over" : "tile"}
      draggable
      onDragStart={(event) => event.dataTransfer?.setData(DRAG_TYPE, clip.key)}
      onDragOver={(event) => { if (event.dataTransfer?.types.includes(DRAG_TYPE)) { event.preventDefault(); setOver(true); } }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const key = event.dataTransfer?.getData(DRAG_TYPE);
        if (key) { event.preventDefault(); draft.moveClip(key, index); }
      }}
    >
      <button type="button" class="tile-picture" onClick={props.onShow} disabled={!clip.url} aria-label={t("clip.preview", { name: clip.name })}>
        {clip.thumb ? <img src={clip.thumb} alt="" /> : clip.unseen ? <span class="tile-words small">{t("clip.noPicture")}</span> : <Icon name="clip" />}
        {clip.url ? <span class="tile-play"><Icon name="play" /></span> : null}
      </button>
      <span class="tile-number">{index + 1}</span>
      <div class="tile-name" title={clip.path ?? clip.name}>{clip.name}</div>
      <div class="tile-foot">
        <span class="muted small">{clip.file ? bytes(clip.file.size) : t(clip.path === null ? "upload.chip" : "path.chip")}</span>
        <span class="tile-actions">
          <IconButton icon="up" label={t("clip.up", { name: clip.name })} onClick={() => draft.moveClip(clip.key, index - 1)} disabled={index === 0} quiet />
          <IconButton icon="down" label={t("clip.down", { name: clip.name })} onClick={() => draft.moveClip(clip.key, index + 1)} disabled={index === props.count - 1} quiet />
          <IconButton icon="close" label={t("clip.remove", { name: clip.name })} onClick={() => draft.removeClip(clip.key)} quiet />
        </span>
      </div>
    </li>
  );
}

/** The one clip of the Single tab, with its player. */
export function ClipSlot({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const { clips } = useStore(draft.state);
  const clip = clips[0];
  return (
    <section class="block" aria-labelledby="clip-title">
      <h2 id="clip-title">{t("clip.title")}</h2>
      <p class="help">{t("clip.help")}</p>
      {clip ? (
        <div class="slot">
          <Preview key={clip.key} clip={clip} />
          <div class="slot-foot">
            <div class="chosen-main">
              <div class="chosen-name" title={clip.path ?? clip.name}>{clip.name}</div>
              <div class="muted small">{clip.file ? bytes(clip.file.size) : t(clip.path === null ? "upload.chip" : "path.chip")}</div>
            </div>
            <Drop accept={ACCEPT} many={false} onFiles={(files) => draft.addClips(files)} class="button" label={t("clip.replace")}>{t("clip.replace")}</Drop>
            <IconButton icon="close" label={t("clip.remove", { name: clip.name })} onClick={() => draft.clearClips()} quiet />
          </div>
        </div>
      ) : (
        <>
          <Drop accept={ACCEPT} many={false} onFiles={(files) => draft.addClips(files)} label={t("clip.choose")} class="tall">
            <Icon name="clip" />
            <span class="drop-title">{t("clip.drop")}</span>
            <span class="link">{t("clip.choose")}</span>
          </Drop>
          <PathField label={t("path.label.clip")} many={false} onPaths={(paths) => draft.addPaths(client, "clips", paths)} />
        </>
      )}
    </section>
  );
}

/** Plays the clip, or says that this browser cannot. */
function Preview({ clip }: { readonly clip: Pick }): JSX.Element {
  const { t } = useSay();
  const [broken, setBroken] = useState(false);
  if (!clip.url) return <div class="player empty"><Icon name="clip" /></div>;
  if (broken) return <div class="player empty"><p>{t("clip.noPreview")}</p></div>;
  return (
    <video class="player" controls preload="metadata" src={clip.url} {...(clip.thumb ? { poster: clip.thumb } : {})} aria-label={clip.name}
      onError={() => setBroken(true)} onLoadedMetadata={(event) => setBroken(event.currentTarget.videoWidth === 0)} />
  );
}
