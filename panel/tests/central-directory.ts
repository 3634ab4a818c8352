/** One entry as a zip's central directory tells it. */
export interface ZipEntry {
  readonly name: string;
  /** Zip's number for the system that made the entry; 3 is Unix. */
  readonly system: number;
  /** Unix mode with its file-type bits. */
  readonly mode: number;
}

/** Reads the entries at the end of an archive without a comment, in their order. */
export function centralDirectory(archive: Buffer): ZipEntry[] {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== 0x06054b50) throw new Error("no end record");
  const found: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("no entry here");
    const length = archive.readUInt16LE(at + 28);
    found.push({
      name: archive.toString("utf8", at + 46, at + 46 + length),
      system: archive.readUInt8(at + 5),
      mode: archive.readUInt32LE(at + 38) >>> 16,
    });
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return found;
}
