/** Red, green and blue of the host's panels, 0 to 255. */
export interface PanelColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

const NAMES = ["darkest", "dark", "light", "lightest"] as const;
type ThemeName = (typeof NAMES)[number];

/** The theme of a host that tells only the colour behind its panels. */
export function themeOf({ red, green, blue }: PanelColour): ThemeName {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return luma < 45 ? "darkest" : luma < 128 ? "dark" : luma < 225 ? "light" : "lightest";
}

/** Draws the panel in the host's theme, whatever the operating system's own is. An unknown name changes nothing. */
export function showTheme(name: string): void {
  if (NAMES.some((one) => one === name)) document.documentElement.className = name;
}
