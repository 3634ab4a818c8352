/** What the page says of a path that the bridge does not take: the path, and the bridge's own reason. */
export class PathRefused extends Error {
  constructor(
    readonly kind: "voice" | "clips",
    readonly path: string,
    readonly reason: unknown,
  ) {
    super(path);
  }
}
