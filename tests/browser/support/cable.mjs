// A second client on the cable, by hand: says what no honest editor says. It runs in the editor's page, with that person's cookie.
export class Cable {
  static async connect(page, app) {
    const handle = await page.evaluateHandle(
      (app) =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(`ws://${location.host}/cable`, ["actioncable-v1-json"]);
          const identifier = JSON.stringify({ channel: "AppPreviewChannel", app_id: String(app) });
          const cable = { socket, identifier, messages: [], answer: null };
          socket.onmessage = ({ data }) => {
            const frame = JSON.parse(data);
            if (frame.type === "welcome") socket.send(JSON.stringify({ command: "subscribe", identifier }));
            else if (frame.type?.endsWith("_subscription")) resolve(Object.assign(cable, { answer: frame.type }));
            else if (frame.type === "disconnect") reject(new Error(`disconnected: ${frame.reason}`));
            else if (frame.identifier) cable.messages.push(frame.message);
          };
          socket.onerror = () => reject(new Error("the cable did not open"));
        }),
      app,
    );
    return new Cable(page, handle);
  }

  constructor(page, handle) {
    this.page = page;
    this.handle = handle;
  }

  /** "confirm_subscription" or "reject_subscription" */
  answer() {
    return this.handle.evaluate(({ answer }) => answer);
  }

  /** Sends all actions in one breath. */
  perform(...actions) {
    return this.handle.evaluate(
      ({ socket, identifier }, actions) => {
        for (const data of actions) socket.send(JSON.stringify({ command: "message", identifier, data: JSON.stringify(data) }));
      },
      actions,
    );
  }

  /** Waits for a message with these fields, and returns it. */
  async heard(fields) {
    const found = await this.page.waitForFunction(
      ([{ messages }, wanted]) => messages.find((message) => wanted.every(([key, value]) => message[key] === value)),
      [this.handle, Object.entries(fields)],
    );
    return found.jsonValue();
  }

  messages() {
    return this.handle.evaluate(({ messages }) => messages);
  }
}
