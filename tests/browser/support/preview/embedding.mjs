// A page that shows the preview in a sandboxed frame and carries its messages over a MessagePort, as an editor would.
const DROPPED = new Set(["content-length", "content-encoding", "transfer-encoding", "connection", "x-frame-options", "cross-origin-resource-policy"]);

const embeddingPage = (sandbox) => `<!doctype html>
<link rel="icon" href="data:," />
<iframe sandbox="${sandbox}" src="/" style="width: 600px; height: 400px"></iframe>
<script>
  const frame = document.querySelector("iframe");
  addEventListener("message", ({ source, origin, data }) => {
    // A sandboxed frame has no origin of its own: only its window says who it is.
    if (source !== frame.contentWindow || origin !== "null" || data?.type !== "hmr_ready") return;
    const { port1, port2 } = new MessageChannel();
    const socket = new WebSocket("ws://" + location.host + "/@hotframe/socket");
    socket.onmessage = ({ data }) => port1.postMessage(JSON.parse(data));
    const opened = new Promise((resolve) => (socket.onopen = resolve));
    port1.onmessage = ({ data }) => opened.then(() => socket.send(JSON.stringify(data)));
    frame.contentWindow.postMessage({ type: "hotframe:port", v: 1, app: data.app }, "*", [port2]);
  });
</script>`;

/** The preview server lets no other site have its files, and a sandboxed frame is another site: the test hands them over instead. */
export async function embed(page, sandbox) {
  const { origin } = new URL(page.host.url);
  await page.page.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname === "/embedding") return route.fulfill({ contentType: "text/html", body: embeddingPage(sandbox) });
    const answer = await fetch(request.url(), { headers: { accept: request.headers().accept ?? "*/*" } });
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !DROPPED.has(name)));
    const policy = headers["content-security-policy"];
    if (policy) headers["content-security-policy"] = policy.replace(/frame-ancestors[^;]*;?/, "");
    const body = Buffer.from(await answer.arrayBuffer());
    if (!request.isNavigationRequest()) return route.fulfill({ status: answer.status, headers, body });
    const html = body.toString().replace(/"transport":\{[^}]*\}/, `"transport":${JSON.stringify({ kind: "parent", origin })}`).replace("-socket.js", "-parent.js");
    return route.fulfill({ status: answer.status, headers, body: html });
  });
  await page.page.goto(`${origin}/embedding`);
  page.view = await (await page.page.waitForSelector("iframe")).contentFrame();
  page.navigations = 1;
  await page.ready();
}
