import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { added, moved, type Turn } from "../../../state/page/turns";
import { useSay } from "../parts/context";

const STEP = 0.1;

interface Drag {
  readonly index: number;
  readonly end: "from" | "to";
}

/** When somebody speaks, along the clip: an empty place gives a turn, a turn goes by a click, its ends are drawn or moved by the arrow keys. */
export function TurnBar(props: { turns: readonly Turn[]; length: number; name: string; onChange: (turns: readonly Turn[]) => void }): JSX.Element {
  const { t } = useSay();
  const { turns, length, name, onChange } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [drawn, setDrawn] = useState<readonly Turn[] | null>(null);
  const shown = drawn ?? turns;
  const at = (event: MouseEvent): number => {
    const box = bar.current?.getBoundingClientRect();
    return box && box.width > 0 ? Math.max(0, Math.min(length, ((event.clientX - box.left) / box.width) * length)) : 0;
  };
  const percent = (seconds: number): string => `${length > 0 ? (100 * seconds) / length : 0}%`;
  const drop = (): void => {
    if (drawn) onChange(drawn);
    setDrag(null);
    setDrawn(null);
  };
  const handle = (turn: Turn, index: number, end: "from" | "to"): JSX.Element => (
    <span class={`turn-end ${end}`} role="slider" tabIndex={0} aria-label={t(end === "from" ? "speakers.from" : "speakers.to", { name })} aria-valuemin={0} aria-valuemax={length} aria-valuenow={turn[end]} aria-valuetext={`${turn[end].toFixed(1)} s`}
      onPointerDown={(event) => { event.preventDefault(); event.currentTarget.setPointerCapture(event.pointerId); setDrag({ index, end }); }}
      onPointerMove={(event) => { if (drag) setDrawn(moved(turns, drag.index, drag.end, at(event), length)); }}
      onPointerUp={drop} onPointerCancel={drop} onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        const by = event.key === "ArrowLeft" ? -STEP : event.key === "ArrowRight" ? STEP : 0;
        if (by === 0) return;
        event.preventDefault();
        onChange(moved(turns, index, end, turn[end] + by, length));
      }} />
  );
  return (
    <div class="turns" ref={bar} onClick={(event) => { if (event.target === bar.current) onChange(added(turns, at(event), length)); }} title={t("speakers.bar")}>
      {shown.map((turn, index) => (
        <div key={index} class={turn.sure ? "turn" : "turn unsure"} style={{ left: percent(turn.from), width: percent(turn.to - turn.from) }}>
          <button type="button" class="turn-remove" title={`${turn.from.toFixed(1)} – ${turn.to.toFixed(1)} s`} aria-label={t("speakers.remove", { name, from: turn.from.toFixed(1), to: turn.to.toFixed(1) })}
            onClick={() => onChange(turns.filter((_, i) => i !== index))} />
          {handle(turn, index, "from")}
          {handle(turn, index, "to")}
        </div>
      ))}
    </div>
  );
}
