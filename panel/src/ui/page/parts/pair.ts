import type { JSX, RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Seconds by which the two pictures may drift apart before the original is pulled along. */
const DRIFT = 0.08;

/** The frame that is shown at a time, counted from 0. A time on the edge between two frames, as a player rounds it, is the later one's. */
export function frameAt(seconds: number, rate: number): number {
  return Math.floor(seconds * rate + 0.01);
}

/** Two videos that play as one: the result leads, the original follows. */
export interface Pair {
  readonly playing: boolean;
  readonly muted: boolean;
  readonly loop: boolean;
  /** Seconds of the result. */
  readonly at: number;
  readonly length: number;
  toggle(): void;
  seek(to: number): void;
  /** Pauses, and goes on or back by frames. */
  step(frames: number): void;
  setMuted(muted: boolean): void;
  setLoop(loop: boolean): void;
  /** For the result's element. */
  readonly events: Pick<JSX.IntrinsicElements["video"], "onPlay" | "onPause" | "onEnded" | "onTimeUpdate" | "onLoadedMetadata">;
}

/**
 * @param lead Seconds of the original at which the result begins.
 * @param rate Frames a second of the result; while it is 0, unknown, a step is a 25th of a second.
 */
export function usePair(after: RefObject<HTMLVideoElement | null>, before: RefObject<HTMLVideoElement | null>, lead: number, rate: number): Pair {
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const [loop, setLoop] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);

  useEffect(() => {
    const timer = setInterval(() => {
      const result = after.current;
      const original = before.current;
      if (!result || !original || original.seeking) return;
      if (Math.abs(result.currentTime + lead - original.currentTime) > DRIFT) original.currentTime = result.currentTime + lead;
    }, 250);
    return () => clearInterval(timer);
  }, [after, before, lead]);

  const play = (): void => {
    void after.current?.play().catch(() => undefined);
    void before.current?.play().catch(() => undefined);
  };
  const pause = (): void => {
    after.current?.pause();
    before.current?.pause();
  };
  const seek = (to: number): void => {
    setAt(to);
    if (after.current) after.current.currentTime = to;
    if (before.current) before.current.currentTime = to + lead;
  };
  const step = (frames: number): void => {
    pause();
    const fps = rate > 0 ? rate : 25;
    const frame = frameAt(after.current?.currentTime ?? 0, fps) + frames;
    // The middle of a frame: its very start may still show the one before.
    seek(Math.min(Math.max(0, (frame + 0.5) / fps), length));
  };

  return {
    playing, muted, loop, at, length, seek, step, setMuted, setLoop,
    toggle: () => (playing ? pause() : play()),
    events: {
      onPlay: () => setPlaying(true),
      onPause: () => { setPlaying(false); before.current?.pause(); },
      onEnded: () => { if (loop) { seek(0); play(); } },
      onTimeUpdate: (event) => setAt(event.currentTarget.currentTime),
      onLoadedMetadata: (event) => setLength(event.currentTarget.duration),
    },
  };
}
