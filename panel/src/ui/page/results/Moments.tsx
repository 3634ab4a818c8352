import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ItemView } from "../../../bridge/wire";
import { en, type PageKey } from "../../../strings/en";
import { clock } from "../../format";
import { useSay } from "../parts/context";
import { useTicketed } from "../parts/pieces";

type Moment = ItemView["moments"][number];

/** The moments of a result that are worth a look, as pictures; a click jumps there. They are made when this is opened. */
export function Moments({ item, onJump }: { readonly item: ItemView; readonly onJump: (seconds: number) => void }): JSX.Element | null {
  const { t } = useSay();
  const [opened, setOpened] = useState(false);
  if (item.moments.length === 0) return null;
  return (
    <details class="item-note worth" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t(item.moments.length === 1 ? "moments.titleOne" : "moments.title", { n: item.moments.length })}</summary>
      {opened ? <ol class="moments">{item.moments.map((moment) => <li key={moment.frame}><MomentPicture item={item} moment={moment} onJump={onJump} /></li>)}</ol> : null}
    </details>
  );
}

function MomentPicture({ item, moment, onJump }: { readonly item: ItemView; readonly moment: Moment; readonly onJump: (seconds: number) => void }): JSX.Element {
  const { t } = useSay();
  const url = useTicketed(`/api/v1/items/${item.id}/thumbnail`, `&frame=${moment.frame}`);
  const key = `moments.${moment.reason}`;
  const reason = key in en ? t(key as PageKey) : moment.reason;
  return (
    <button type="button" class="moment" onClick={() => onJump(moment.seconds)}>
      <span class="moment-picture">{url ? <img src={url} alt="" loading="lazy" /> : null}</span>
      <span class="tabular">{clock(moment.seconds)}</span>
      <span class="small muted">{reason}</span>
    </button>
  );
}
