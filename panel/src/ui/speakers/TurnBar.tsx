import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { added, moved, type Turn } from "../../state/speakers/turns";
import type { SpeakersKey } from "../../strings/speakers-en";
import { on } from "../events";
import { useSpeech } from "../i18n";

const STEP = 0.1;

interface Drag {
  readonly index: number;
  readonly end: "from" | "to";
}

/** When somebody speaks, along the clip: an empty place gives a turn, a turn goes by a click or a key, its ends are drawn or moved by the arrow keys. */
export function TurnBar(props: { turns: readonly Turn[]; length: number; name: string; onChange: (turns: readonly Turn[]) => void }): JSX.Element {
  const { t } = useSpeech<SpeakersKey>();
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
  const grab = (event: PointerEvent, index: number, end: Drag["end"]): void => {
    event.preventDefault();
    const handle = event.currentTarget;
    if (handle instanceof Element) handle.setPointerCapture(event.pointerId);
    setDrag({ index, end });
  };
  const step = (event: KeyboardEvent, index: number, end: Drag["end"], from: number): void => {
    const by = event.key === "ArrowLeft" ? -STEP : event.key === "ArrowRight" ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    onChange(moved(turns, index, end, from + by, length));
  };
  const without = (index: number): void => onChange(turns.filter((_, i) => i !== index));
  const handle = (turn: Turn, index: number, end: Drag["end"]): JSX.Element => (
    <span class={`turn-end ${end}`} role="slider" tabIndex={0} aria-label={t(end === "from" ? "speakers.from" : "speakers.to", { name })} aria-valuemin={0} aria-valuemax={length} aria-valuenow={turn[end]} aria-valuetext={`${turn[end].toFixed(1)} s`}
      {...on("pointerdown", (event: PointerEvent) => grab(event, index, end))} {...on("pointermove", (event: PointerEvent) => { if (drag) setDrawn(moved(turns, drag.index, drag.end, at(event), length)); })}
      {...on("pointerup", drop)} {...on("pointercancel", drop)} {...on("click", (event: Event) => event.stopPropagation())} {...on("keydown", (event: KeyboardEvent) => step(event, index, end, turn[end]))} />
  );
  return (
    <div class="turns" ref={bar} title={t("speakers.bar")} {...on("click", (event: MouseEvent) => { if (event.target === bar.current) onChange(added(turns, at(event), length)); })}>
      {shown.map((turn, index) => (
        <div key={index} class={turn.sure ? "turn" : "turn unsure"} style={{ left: percent(turn.from), width: percent(turn.to - turn.from) }}>
          <div class="turn-remove" role="button" tabIndex={0} title={`${turn.from.toFixed(1)} – ${turn.to.toFixed(1)} s`} aria-label={t("speakers.remove", { name, from: turn.from.toFixed(1), to: turn.to.toFixed(1) })}
            {...on("click", () => without(index))} {...on("keydown", (event: KeyboardEvent) => { if (["Enter", " ", "Delete", "Backspace"].includes(event.key)) { event.preventDefault(); without(index); } })} />
          {handle(turn, index, "from")}
          {handle(turn, index, "to")}
        </div>
      ))}
    </div>
  );
}
