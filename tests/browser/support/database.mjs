// The rows behind the previews, reached past the Rails app: what another process of its owner would do.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("database.rb", import.meta.url));
const run = promisify(execFile);

export class Database {
  constructor(file) {
    this.file = file;
  }

  /** A new app with the files of the seeded one of that name. Returns its id. */
  async copyApp(name, owner = "ada") {
    return (await this.call("copy_app", name, owner)).id;
  }

  async read(app, path) {
    return (await this.call("read", app, path)).content;
  }

  async paths(app) {
    return (await this.call("paths", app)).paths;
  }

  async write(app, path, content) {
    await this.call("write", app, path, content);
  }

  async call(command, ...args) {
    const { stdout } = await run("ruby", [SCRIPT, this.file, command, ...args.map(String)]);
    return JSON.parse(stdout);
  }
}
