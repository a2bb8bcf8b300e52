// The folder of an app under test: a base app, with the files of a case's steps written over it one step after the other.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const APPS = fileURLToPath(new URL("../../apps/", import.meta.url));
/** A step's list of paths that it deletes, one per line. */
const DELETED = "deleted.txt";

export class AppFolder {
  constructor(steps, base, nodeModules) {
    this.steps = steps;
    this.path = mkdtempSync(join(tmpdir(), "hotframe-case-"));
    cpSync(join(APPS, base), this.path, { recursive: true });
    if (nodeModules) symlinkSync(nodeModules, join(this.path, "node_modules"));
    this.step(0);
  }

  /** Writes and deletes what this step says, in one go. */
  step(number) {
    const folder = join(this.steps, `step-${number}`);
    if (!existsSync(folder)) throw new Error(`there is no ${relative(process.cwd(), folder)}`);
    for (const path of filesBelow(folder)) {
      if (path === DELETED) readFileSync(join(folder, path), "utf8").trim().split("\n").forEach((gone) => this.remove(gone));
      else this.write(path, readFileSync(join(folder, path)));
    }
  }

  write(path, content) {
    const file = join(this.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  read(path) {
    return readFileSync(join(this.path, path), "utf8");
  }

  /** Replaces a piece of a file's text. */
  edit(path, from, to) {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}:\n${text}`);
    this.write(path, text.replace(from, () => to));
  }

  remove(path) {
    rmSync(join(this.path, path), { recursive: true });
  }

  rename(from, to) {
    mkdirSync(dirname(join(this.path, to)), { recursive: true });
    renameSync(join(this.path, from), join(this.path, to));
  }

  delete() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function filesBelow(folder, prefix = "") {
  return readdirSync(folder).flatMap((name) => {
    const path = prefix + name;
    return statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name), `${path}/`) : [path];
  });
}
