import "@puckeditor/core/no-external.css";
import type { Config } from "@puckeditor/core";
import { createRoot } from "react-dom/client";
import { EditorLink } from "./editor_link";
import { guarded } from "./guard";
import { VisualEditor } from "./visual_editor";

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

const root = createRoot(document.getElementById("root")!);
const link = new EditorLink(meta("editor-origin"));

/** Shows the editor with these components; again when there are others, and it keeps what it was doing. */
export function show(config: Config): void {
  root.render(<VisualEditor config={guarded(config)} app={meta("app")} link={link} />);
}
