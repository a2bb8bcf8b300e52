/** The file list: the server's buttons, put in order below the folders they are in. */
export class FileList {
  constructor(private readonly list: HTMLElement) {
    this.arrange();
  }

  get paths(): string[] {
    return this.buttons().map((button) => this.pathOf(button));
  }

  isBinary(path: string): boolean {
    return this.find(path)?.dataset.binary !== undefined;
  }

  select(path: string): void {
    for (const button of this.buttons()) {
      if (this.pathOf(button) === path) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    this.find(path)?.scrollIntoView({ block: "nearest" });
  }

  add(path: string): void {
    if (this.find(path)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.file = path;
    button.dataset.action = "editor#choose";
    const item = document.createElement("li");
    item.append(button);
    this.list.append(item);
    this.arrange();
  }

  remove(path: string): void {
    this.find(path)?.closest("li")?.remove();
    this.arrange();
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll<HTMLButtonElement>("button[data-file]")];
  }

  private find(path: string): HTMLButtonElement | undefined {
    return this.buttons().find((button) => this.pathOf(button) === path);
  }

  private pathOf(button: HTMLButtonElement): string {
    return button.dataset.file ?? "";
  }

  private arrange(): void {
    const byFolder = new Map<string, HTMLLIElement[]>();
    for (const button of this.buttons().sort((a, b) => compare(this.pathOf(a), this.pathOf(b)))) {
      const [folder, name] = split(this.pathOf(button));
      button.textContent = name;
      button.title = this.pathOf(button);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), button.closest("li")!]);
    }
    const folders = [...byFolder].sort(([a], [b]) => rank(a) - rank(b) || compare(a, b));
    this.list.replaceChildren(...folders.flatMap(([folder, items]) => [heading(folder || "project"), ...items]));
  }
}

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [slash < 0 ? "" : path.slice(0, slash), path.slice(slash + 1)];
}

/** src/ first, since that is what people edit; the root's configuration last. */
const rank = (folder: string): number => (folder === "" ? 2 : folder === "src" || folder.startsWith("src/") ? 0 : 1);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function heading(folder: string): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "folder";
  item.textContent = folder;
  return item;
}
