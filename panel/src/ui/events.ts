type Handler<E> = (event: E) => void;

/** What an event of a field tells. */
export interface FieldEvent {
  readonly currentTarget: EventTarget | null;
}

/**
 * An event handler by its plain name. Preact looks whether an element has `onclick` to tell how an event is spelt; UXP's elements do
 * not say, and the spelling must not be guessed.
 */
export function on<E = FieldEvent>(name: "click" | "input" | "change" | "keydown" | "pointerdown" | "pointermove" | "pointerup" | "pointercancel", handler: Handler<E>): Readonly<Record<string, Handler<E>>> {
  return { [`on${name}`]: handler };
}
