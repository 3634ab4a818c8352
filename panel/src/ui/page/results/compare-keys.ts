/** What a key does while two pictures are compared. */
export type CompareAction = "play" | "loop" | "original" | "mouth" | { readonly frames: number };

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget | null;
}

/** Frames that an arrow goes with the shift key held. */
const LEAP = 10;

/** The action of a key, as editors know them; null for every other key, and for those that the focused control needs itself. */
export function compareKey(event: Key): CompareAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const control = controlOf(event.target);
  const frames = event.shiftKey ? LEAP : 1;
  switch (event.key) {
    case " ": return control === "button" ? null : "play";
    case "k": case "K": return "play";
    case "l": case "L": return "loop";
    case "o": case "O": return "original";
    case "m": case "M": return "mouth";
    case "ArrowLeft": return control === "range" ? null : { frames: -frames };
    case "ArrowRight": return control === "range" ? null : { frames };
    default: return null;
  }
}

function controlOf(target: EventTarget | null): "button" | "range" | null {
  const name = (target as { tagName?: string } | null)?.tagName;
  return name === "BUTTON" ? "button" : name === "INPUT" ? "range" : null;
}
