import { Controller } from "@hotwired/stimulus";
import type { DeployProgress } from "../messages";

/** The "Deploy" button: asks for a deployment, and shows what the cable tells of it. */
export default class DeployController extends Controller<HTMLElement> {
  static targets = ["button", "phase", "link"];
  static values = { url: String };

  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly phaseTarget: HTMLElement;
  declare readonly linkTarget: HTMLAnchorElement;
  declare readonly urlValue: string;

  async start(): Promise<void> {
    this.show("pending", "Waiting");
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
    const response = await fetch(this.urlValue, { method: "POST", headers: { "X-CSRF-Token": token, Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) this.show("failed", response ? `The server answered ${response.status}` : "The server does not answer");
  }

  progress({ detail: { status, progress, phase, deployment_url } }: CustomEvent<DeployProgress>): void {
    this.show(status, status === "deployed" || status === "failed" ? phase : `${phase} (${progress} %)`);
    if (status !== "deployed" || !deployment_url) return;
    this.linkTarget.href = deployment_url;
    this.linkTarget.hidden = false;
  }

  private show(status: string, text: string): void {
    this.element.dataset.deployStatus = status;
    this.phaseTarget.textContent = text;
    this.buttonTarget.disabled = status !== "deployed" && status !== "failed";
  }
}
