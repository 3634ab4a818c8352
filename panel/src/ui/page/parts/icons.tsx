import type { JSX } from "preact";

const PATHS = {
  settings: "M4 7h9m5 0h2M4 17h3m5 0h8M13 4v6M7 14v6",
  sun: "M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7 1.4-1.4M4.9 19.1l1.4-1.4m0-11.4L4.9 4.9m14.2 14.2-1.4-1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z",
  log: "M5 6h14M5 12h14M5 18h9",
  link: "M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.7 1.7M14 11a5 5 0 0 0-7.5-.5l-3 3a5 5 0 0 0 7 7l1.7-1.7",
  farm: "M4 5h16v5H4zM4 14h16v5H4zM8 7.5h.1M8 16.5h.1",
  close: "M6 6l12 12M18 6 6 18",
  up: "M12 19V5m-6 6 6-6 6 6",
  down: "M12 5v14m-6-6 6 6 6-6",
  plus: "M12 5v14M5 12h14",
  voice: "M12 15a3 3 0 0 0 3-3V6a3 3 0 1 0-6 0v6a3 3 0 0 0 3 3Zm7-4a7 7 0 0 1-14 0m7 7v4",
  clip: "M4 6h11a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Zm12 5 5-3v8l-5-3",
  play: "M7 5v14l12-7Z",
  pause: "M8 5v14M16 5v14",
  compare: "M12 3v18M4 6h5v12H4zM15 6h5v12h-5z",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  trash: "M5 7h14M10 7V4h4v3m-7 0 1 13h8l1-13",
  retry: "M20 11A8 8 0 1 0 18 17m2-12v6h-6",
  sound: "M5 9v6h4l5 4V5L9 9H5Zm13 .5a4 4 0 0 1 0 5",
  mute: "M5 9v6h4l5 4V5L9 9H5Zm12.5.5 4 5m0-5-4 5",
  chevron: "M6 9l6 6 6-6",
  warn: "M12 8v5m0 3.5v.1M12 3 2.5 20h19Z",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing that says nothing to screen readers: the button around it is labelled. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
