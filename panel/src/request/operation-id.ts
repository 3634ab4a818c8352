/** A new name for one request. The bridge gives the same job for the same name, so a repeated send never renders twice. */
export function newOperationId(random: (bytes: Uint8Array) => Uint8Array = fill): string {
  return Array.from(random(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** UXP before 26 has no crypto; a name that need only be unlike others is then made of plain chance. */
function fill(bytes: Uint8Array): Uint8Array {
  if (typeof crypto !== "undefined" && typeof crypto.getRandomValues === "function") return crypto.getRandomValues(bytes);
  return bytes.map(() => Math.floor(Math.random() * 256));
}
