import { expect, test } from "vitest";
import { sharedFolder } from "../src/request/missing-folder";

test.each([
  [["D:\\Footage\\day 1\\a.mov", "D:\\Footage\\day 2\\b.mov"], "D:\\Footage"],
  [["/Volumes/素材/a.mov"], "/Volumes/素材"],
  [["/a/one/x.mov", "/b/two/y.mov"], ""],
  [["/a/one two/x.mov", "/a/one/y.mov"], "/a"],
  [["a.mov", "/a/b.mov"], ""],
  [[], ""],
])("missing files %j share the folder %j", (paths, folder) => {
  expect(sharedFolder(paths)).toBe(folder);
});
