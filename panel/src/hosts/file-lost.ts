/** A chosen file that the browser cannot read any more: it was moved, removed or written anew since. Choosing it again is the only way. */
export class FileLost extends Error {
  constructor(readonly file: string) {
    super(file);
  }
}
