import { readFileSync, writeFileSync } from "node:fs";

/** pack.ts PNG16 PNG32 PNG48 PNG128 PNG256 PNG512: makes heygem.ico and heygem.icns beside this file from pictures of panel/public/icon.svg. */
const [p16, p32, p48, p128, p256, p512] = process.argv.slice(2, 8).map((path) => readFileSync(path)) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

/** Windows' icon: a head, an entry of 16 bytes a picture, then the pictures as PNG. */
function ico(pictures: readonly (readonly [number, Buffer])[]): Buffer {
  const head = Buffer.from([0, 0, 1, 0, pictures.length, 0]);
  let at = 6 + 16 * pictures.length;
  const entries = pictures.map(([side, png]) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(side % 256, 0);
    entry.writeUInt8(side % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(at, 12);
    at += png.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures.map(([, png]) => png)]);
}

/** macOS' icon: "icns", the length, then each picture behind its four letters and its length. */
function icns(pictures: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = pictures.map(([kind, png]) => {
    const head = Buffer.alloc(8);
    head.write(kind, "latin1");
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write("icns", "latin1");
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const at = (name: string): URL => new URL(name, import.meta.url);
writeFileSync(at("heygem.ico"), ico([[16, p16], [32, p32], [48, p48], [256, p256]]));
writeFileSync(at("heygem.icns"), icns([["icp4", p16], ["icp5", p32], ["ic07", p128], ["ic08", p256], ["ic09", p512]]));
