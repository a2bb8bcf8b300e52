/** Which way an edit takes: into the open preview, or through a deployment. */
import type { HotReloadService } from "./HotReloadService.ts";

export type Strategy = "none" | "hot-reload" | "preview-update" | "full-deploy";

export interface FileChange {
  fileName: string;
  oldContent: string | null;
  /** `null`: the file is gone. */
  newContent: string | null;
  reason: string;
}

export interface Analysis {
  strategy: Strategy;
  canHotReload: boolean;
  changes: FileChange[];
}

type Files = Record<string, string> | { name: string; content: string }[];

const STYLES = /\.(css|scss|sass)$/;
const BACKEND = /(^|\/)(dfx\.json|mops\.toml)$|\.(mo|did)$|^(src\/)?backend\/|^supabase\/(functions|migrations)\//;
const STRUCTURE = /^(package\.json|index\.html|tsconfig.*\.json|vite\.config\.\w+|tailwind\.config\.\w+|\.env.*)$|(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml)$/;
const ORDER: Strategy[] = ["none", "hot-reload", "preview-update", "full-deploy"];

export class ChangeDetectionService {
  constructor(private readonly preview?: HotReloadService) {}

  /** Decides by names and contents alone, at once. Careful rather than exact: what may matter counts as if it did. */
  analyzeChanges(oldFiles: Files, newFiles: Files): Analysis {
    const [before, after] = [byName(oldFiles), byName(newFiles)];
    const names = [...new Set([...before.keys(), ...after.keys()])].sort().filter((name) => before.get(name) !== after.get(name));
    let strategy = "none" as Strategy;
    const changes = names.map((fileName) => {
      const [oldContent, newContent] = [before.get(fileName) ?? null, after.get(fileName) ?? null];
      const [way, reason] = this.wayOf(fileName, oldContent, newContent);
      if (ORDER.indexOf(way) > ORDER.indexOf(strategy)) strategy = way;
      return { fileName, oldContent, newContent, reason };
    });
    return { strategy, canHotReload: strategy !== "full-deploy", changes };
  }

  /** Asks the server, which compiles the edits and knows what follows from them: comments, types and dead files are nothing, components and
   * texts are told apart. Falls back on {@link analyzeChanges} when the project has no session or the server cannot be reached. */
  async analyze(projectId: string, oldFiles: Files, newFiles: Files, policy?: object): Promise<Analysis> {
    const near = this.analyzeChanges(oldFiles, newFiles);
    const session = this.preview?.getSession(projectId);
    if (!this.preview || !session || near.changes.length === 0) return near;
    try {
      const files = near.changes.map(({ fileName, newContent }) => ({ name: fileName, content: newContent }));
      const answer = await this.preview.request<{ strategy: Strategy; files: { path: string; reason: string }[] }>("POST", `/${session.sessionId}/route`, { files, policy });
      const reasons = new Map(answer.files.map(({ path, reason }) => [path, reason]));
      const changes = near.changes.map((change) => ({ ...change, reason: reasons.get(change.fileName) ?? change.reason }));
      return { strategy: answer.strategy, canHotReload: answer.strategy !== "full-deploy", changes };
    } catch {
      return near;
    }
  }

  private wayOf(name: string, oldContent: string | null, newContent: string | null): [Strategy, string] {
    if (BACKEND.test(name)) return ["full-deploy", "it runs on a server"];
    if (name === "package.json" && sameDependencies(oldContent, newContent)) return ["none", "the dependencies are the same"];
    if (STRUCTURE.test(name)) return ["full-deploy", "it decides how the app is built"];
    if (STYLES.test(name) && oldContent !== null && newContent !== null) return ["hot-reload", "a stylesheet"];
    return ["preview-update", "the preview can show it"];
  }
}

function byName(files: Files): Map<string, string> {
  return new Map(Array.isArray(files) ? files.map(({ name, content }) => [name, content]) : Object.entries(files));
}

function sameDependencies(oldContent: string | null, newContent: string | null): boolean {
  const read = (text: string | null) => {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies, overrides } = JSON.parse(text ?? "{}");
    return JSON.stringify([dependencies, devDependencies, peerDependencies, optionalDependencies, overrides].map((part) => Object.entries(part ?? {}).sort()));
  };
  try {
    return read(oldContent) === read(newContent);
  } catch {
    return false;
  }
}
