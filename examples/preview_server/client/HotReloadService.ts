/** Preview sessions for an editor: made when a project is first shown, edited while its code is written, followed over a WebSocket. */

export interface ProjectFile {
  fileName: string;
  /** `null`: the file is gone. */
  content: string | null;
}

export interface PreviewSession {
  sessionId: string;
  previewUrl: string;
  wsUrl: string;
  status: "active" | "frozen";
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Something a user may want to see. `fallback`: the preview is not available, show the deployed app. */
export type Notice =
  | { type: "connected" | "reconnecting" | "expired"; projectId: string }
  | { type: "message"; projectId: string; message: { type: string; [field: string]: unknown } }
  | { type: "fallback"; projectId: string; reason: string };

export interface HotReloadOptions {
  /** Where the preview server is, without a slash at the end. */
  baseUrl: string;
  apiKey?: string;
  /** Attempts to open a lost WebSocket again, the waits doubling from `firstWait` milliseconds. Default 3, from 250. */
  retries?: number;
  firstWait?: number;
  /** Deploys the whole app when there is no preview; its address takes the preview's place. */
  deploy?: (projectId: string, reason: string) => Promise<string>;
  fetch?: typeof fetch;
  WebSocket?: new (url: string) => WebSocket;
}

interface Project {
  session: PreviewSession;
  files: Map<string, string>;
  packageJson?: object;
  socket?: WebSocket;
  /** The next attempt to open a lost connection. */
  retry?: ReturnType<typeof setTimeout>;
  /** Somebody follows it: set by `connect`, ended by `disconnect`. */
  followed?: boolean;
}

/** The longest wait between two attempts, in milliseconds. */
const LONGEST_WAIT = 30_000;

export class PreviewError extends Error {
  constructor(message: string, readonly status: number, readonly code: string) {
    super(message);
  }
}

export class HotReloadService {
  private readonly projects = new Map<string, Project>();
  private readonly deployed = new Map<string, string>();
  /** Sessions that are being made: whoever asks meanwhile gets the same one. */
  private readonly pending = new Map<string, Promise<PreviewSession | null>>();
  private readonly listeners = new Set<(notice: Notice) => void>();

  constructor(private readonly options: HotReloadOptions) {}

  /** Makes the project's session, or gives the one it has these files. `null`: there is no preview, and the app was deployed instead. */
  createPreviewSession(projectId: string, files: ProjectFile[], packageJson?: object): Promise<PreviewSession | null> {
    const known = this.pending.get(projectId);
    if (known) return known;
    const made = this.create(projectId, files, packageJson).finally(() => this.pending.delete(projectId));
    this.pending.set(projectId, made);
    return made;
  }

  private async create(projectId: string, files: ProjectFile[], packageJson?: object): Promise<PreviewSession | null> {
    const texts = new Map(files.flatMap(({ fileName, content }) => (content === null ? [] : [[fileName, content] as const])));
    try {
      const session = await this.request<PreviewSession>("POST", "", { files: wire(files), packageJson, projectType: "icpstudio", sessionId: projectId });
      const project: Project = this.projects.get(projectId) ?? { session, files: texts };
      const moved = project.session.wsUrl !== session.wsUrl;
      this.projects.set(projectId, Object.assign(project, { session, files: texts, packageJson }));
      // Who follows it goes on with the session that took its place.
      if (moved && project.followed) this.open(projectId, project, 0);
      return session;
    } catch (problem) {
      await this.fallBack(projectId, problem);
      return null;
    }
  }

  /** Sends edits. A session that has expired is made anew from everything that was sent so far. `false`: the app was deployed instead. */
  async updatePreviewFiles(projectId: string, files: ProjectFile[]): Promise<boolean> {
    const project = this.projects.get(projectId);
    if (!project) {
      await this.fallBack(projectId, new Error("the project has no preview session"));
      return false;
    }
    for (const { fileName, content } of files) content === null ? project.files.delete(fileName) : project.files.set(fileName, content);
    try {
      await this.request("POST", `/${project.session.sessionId}/update`, { files: wire(files) });
      return true;
    } catch (problem) {
      if (problem instanceof PreviewError && problem.status === 404) {
        this.say({ type: "expired", projectId });
        const all = [...project.files].map(([fileName, content]) => ({ fileName, content }));
        return (await this.createPreviewSession(projectId, all, project.packageJson)) !== null;
      }
      await this.fallBack(projectId, problem);
      return false;
    }
  }

  /** The preview's address; the deployed app's when there is no preview; `null` when there is neither. */
  getPreviewUrl(projectId: string): string | null {
    return this.projects.get(projectId)?.session.previewUrl ?? this.deployed.get(projectId) ?? null;
  }

  getSession(projectId: string): PreviewSession | null {
    return this.projects.get(projectId)?.session ?? null;
  }

  async getSessionStatus(projectId: string): Promise<PreviewSession | null> {
    const project = this.projects.get(projectId);
    if (!project) return null;
    try {
      return await this.request<PreviewSession>("GET", `/${project.session.sessionId}`);
    } catch (problem) {
      if (problem instanceof PreviewError && problem.status === 404) return null;
      throw problem;
    }
  }

  async deletePreviewSession(projectId: string): Promise<void> {
    const project = this.projects.get(projectId);
    if (!project) return;
    this.disconnect(projectId);
    this.projects.delete(projectId);
    await this.request("DELETE", `/${project.session.sessionId}`).catch(() => undefined);
  }

  /** Hears of everything that happens to all projects, until the returned function is called. */
  subscribe(listener: (notice: Notice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Follows the session's messages. A lost connection is opened again, a few times, with growing waits; then the app is deployed. */
  connect(projectId: string): void {
    const project = this.projects.get(projectId);
    if (!project) return;
    project.followed = true;
    this.open(projectId, project, 0);
  }

  disconnect(projectId: string): void {
    const project = this.projects.get(projectId);
    if (!project) return;
    project.followed = false;
    this.hangUp(project);
  }

  /** One connection and one attempt at most for a project: what was there goes. */
  private hangUp(project: Project): void {
    clearTimeout(project.retry);
    const socket = project.socket;
    project.socket = undefined;
    socket?.close();
  }

  private open(projectId: string, project: Project, attempt: number): void {
    this.hangUp(project);
    const socket = new (this.options.WebSocket ?? WebSocket)(project.session.wsUrl);
    project.socket = socket;
    let tries = attempt;
    socket.onopen = () => {
      tries = 0;
      if (project.socket === socket) this.say({ type: "connected", projectId });
    };
    socket.onmessage = ({ data }) => {
      if (project.socket === socket) this.say({ type: "message", projectId, message: JSON.parse(String(data)) });
    };
    socket.onclose = ({ code }) => {
      if (project.socket !== socket) return;
      if (code === 4404) return this.say({ type: "expired", projectId });
      if (tries >= (this.options.retries ?? 3)) return void this.fallBack(projectId, new Error("the preview server cannot be reached"));
      this.say({ type: "reconnecting", projectId });
      const wait = Math.min((this.options.firstWait ?? 250) * 2 ** tries, LONGEST_WAIT) * (0.75 + Math.random() / 2);
      project.retry = setTimeout(() => this.open(projectId, project, tries + 1), wait);
    };
    // A close follows every error.
    socket.onerror = () => undefined;
  }

  private async fallBack(projectId: string, problem: unknown): Promise<void> {
    const reason = problem instanceof Error ? problem.message : String(problem);
    this.disconnect(projectId);
    this.projects.delete(projectId);
    if (this.options.deploy) this.deployed.set(projectId, await this.options.deploy(projectId, reason));
    this.say({ type: "fallback", projectId, reason });
  }

  /** Asks the server; also for `ChangeDetectionService`. */
  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
    if (this.options.apiKey) headers.Authorization = `Bearer ${this.options.apiKey}`;
    const ask = this.options.fetch ?? fetch;
    const response = await ask(`${this.options.baseUrl}/kontext/preview${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const answer = (await response.json()) as { success: boolean; error?: string; code?: string };
    if (!response.ok || !answer.success) throw new PreviewError(answer.error ?? `the server answered ${response.status}`, response.status, answer.code ?? "unknown");
    return answer as T;
  }

  private say(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }
}

function wire(files: ProjectFile[]): { name: string; content: string | null }[] {
  return files.map(({ fileName, content }) => ({ name: fileName, content }));
}
