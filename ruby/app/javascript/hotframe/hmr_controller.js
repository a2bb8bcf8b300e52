import { Controller } from "@hotwired/stimulus"
import { createConsumer } from "@rails/actioncable"

/**
 * Keeps the preview in an iframe live: holds the cable, hands the server's messages to the preview, and the preview's answers to the server.
 *
 *   <div data-controller="hmr" data-hmr-app-id-value="1" data-hmr-origin-value="https://app-1.preview.example">
 *     <span data-hmr-target="status"></span>
 *     <iframe data-hmr-target="iframe" src="..."></iframe>
 *   </div>
 *
 * Dispatches `hmr:status` with `{ status, message }`, `hmr:message` with each message of the server, and `hmr:reveal` with `{ file, line, column }`
 * when a place was clicked in the preview. Writes are the editor's: `this.channel.perform("update_file", { path, content })`, or dispatch
 * `hmr:write` on the element with `{ path, content }`.
 */
export default class extends Controller {
  static targets = ["iframe", "status"]
  static values = { appId: String, origin: String }

  connect() {
    this.revisions = { server: undefined, preview: undefined }
    this.consumer = createConsumer()
    this.channel = this.consumer.subscriptions.create(
      { channel: "AppPreviewChannel", app_id: this.appIdValue },
      {
        connected: () => this.connected(),
        disconnected: () => this.showStatus("disconnected"),
        rejected: () => this.showStatus("error", "You may not open this app."),
        received: (message) => this.fromServer(message),
      },
    )
    this.onMessage = (event) => this.introduce(event)
    this.onWrite = ({ detail: { path, content } }) => this.write(path, content)
    window.addEventListener("message", this.onMessage)
    this.element.addEventListener("hmr:write", this.onWrite)
    this.showStatus("connecting")
  }

  disconnect() {
    window.removeEventListener("message", this.onMessage)
    this.element.removeEventListener("hmr:write", this.onWrite)
    this.port?.close()
    this.consumer.disconnect()
  }

  write(path, content) {
    if (content === null) this.channel.perform("delete_file", { path })
    else this.channel.perform("update_file", { path, content })
  }

  refresh() {
    this.channel.perform("refresh_preview", { reason: "asked for in the editor" })
  }

  // The cable

  connected() {
    this.showStatus("connected")
    // A message may have passed between the server's greeting and this confirmation, so ask where the app is now.
    this.channel.perform("hmr_ready", { revision: this.revisions.preview ?? null })
  }

  fromServer(message) {
    this.dispatch("message", { detail: message })
    if (message.type === "error") return this.showStatus("error", message.error)
    if (message.to !== undefined) this.revisions.server = message.to
    if (message.type === "build_error") this.showStatus("error", message.error)
    this.port?.postMessage(message)
  }

  // The preview

  /** A page in the frame says that it is there; when window and origin are the expected ones it gets a port, over which everything travels. */
  introduce(event) {
    const frame = this.hasIframeTarget && this.iframeTarget.contentWindow
    if (!frame || event.source !== frame || event.origin !== this.originValue || event.data?.type !== "hmr_ready") return

    this.port?.close()
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    port1.onmessage = ({ data }) => this.fromPreview(data)
    // A frame without an origin cannot be named. It holds the app's own code and nothing else, and that is all that the port brings.
    const target = this.originValue === "null" ? "*" : this.originValue
    frame.postMessage({ type: "hotframe:port", v: 1, app: this.appIdValue }, target, [port2])
    this.revisions.preview = event.data.revision
    this.showStatus("ready")
    this.channel.perform("hmr_ready", { revision: event.data.revision ?? null })
  }

  fromPreview(message) {
    const { type, revision = null, outcome, reason, duration, error, paths } = message
    if (type === "sync") {
      this.channel.perform("sync", { from: message.from ?? null, have: message.have ?? {}, page: message.page ?? null })
    } else if (type === "hmr_success") {
      this.revisions.preview = revision
      this.showStatus(outcome === "reloading" ? "refreshed" : "updated", paths?.length ? `Updated ${paths.join(", ")}` : "")
      this.channel.perform("hmr_success", { revision, outcome, reason, duration, paths })
    } else if (type === "hmr_error") {
      this.showStatus("error", error?.message ?? "The preview failed.")
      this.channel.perform("hmr_error", { revision, error })
    } else if (type === "hotframe:open") {
      this.dispatch("reveal", { detail: { file: message.file, line: message.line, column: message.column } })
    }
  }

  // The badge

  showStatus(status, message = "") {
    this.element.dataset.hmrStatus = status
    if (this.hasStatusTarget) {
      this.statusTarget.dataset.hmrStatus = status
      this.statusTarget.textContent = message || status
    }
    this.dispatch("status", { detail: { status, message, timestamp: Date.now() } })
  }
}
