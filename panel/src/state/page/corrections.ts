import type { BrowserHost } from "../../hosts/browser";

/** What somebody has put into the form that corrects a result. */
export interface Correction {
  readonly range: { readonly from: number; readonly to: number };
  readonly text: string;
  readonly language: string;
  readonly voice: string;
  readonly sound: Parameters<BrowserHost["upload"]>[0] | null;
}

export const NOTHING: Correction = { range: { from: 0, to: 0 }, text: "", language: "", voice: "", sound: null };

/** Corrections that are not sent yet, by result: one stays when its dialog is closed, until it is sent. */
export class Corrections {
  private readonly kept = new Map<string, Correction>();

  of(id: string): Correction {
    return this.kept.get(id) ?? NOTHING;
  }

  keep(id: string, correction: Correction): void {
    this.kept.set(id, correction);
  }

  sent(id: string): void {
    this.kept.delete(id);
  }

  /** Whether something was typed or chosen that a reload would lose. */
  holdsWork(): boolean {
    return [...this.kept.values()].some((one) => one.text.trim() !== "" || one.sound !== null);
  }
}

/** What a correction still needs; null where it can be rendered. */
export function missing({ range, text, language, sound }: Correction): "range" | "words" | "language" | null {
  if (!(range.to > range.from)) return "range";
  if (sound !== null) return null;
  return text.trim() === "" ? "words" : language.trim() === "" ? "language" : null;
}
