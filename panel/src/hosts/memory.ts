/** What the panel remembers between sessions on this machine, apart from what it keeps in a sequence. */
export interface PanelMemory {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}
