/** The languages that there is a table of. */
export type Language = "en" | "zh";
