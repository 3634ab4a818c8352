import { expect, test } from "vitest";
import { rendersFolder } from "../src/request/output-folder";

test.each([
  ["/home/eva/cut/film.prproj", ["/home/eva"], "/home/eva/cut/HeyGem Renders"],
  ["C:\\Users\\eva\\cut\\film.prproj", ["C:\\Users\\Eva", "D:\\"], "C:\\Users\\eva\\cut\\HeyGem Renders"],
  ["\\\\?\\D:\\cut\\film.prproj", ["D:\\"], "D:\\cut\\HeyGem Renders"],
  ["/Volumes/Raid/film.prproj", ["/Users/eva", "/Volumes"], "/Volumes/Raid/HeyGem Renders"],
  ["/srv/film.prproj", ["/home/eva"], null],
  ["/home/evander/film.prproj", ["/home/eva"], null],
  ["/home/eva/.hidden/film.prproj", ["/home/eva"], null],
  ["film.prproj", ["/home/eva"], null],
  ["", ["/home/eva"], null],
  ["/home/eva/film.prproj", [], null],
])("renders of %s go to %s when media may lie in %j", (project, roots, folder) => {
  expect(rendersFolder(project, roots)).toBe(folder);
});
