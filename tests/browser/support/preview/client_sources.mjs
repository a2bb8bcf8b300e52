// CLIENT=sources: pages get the client as its sources are now, and not the one that was built into the program. For work on the client.
import { bundle } from "../../../client/load.mjs";

const PART = /client\/[a-z2-7-]+(?:\.([a-z]+))?\.js$/;
const WHOLE = ["./index", "./react/index", "./transports/socket.script", "./transports/parent.script", "./transports/cable.script"];
const made = new Map();

const make = (part) => {
  const entries = part ? [WHOLE.find((entry) => entry.includes(`/${part}.script`)) ?? `./${part}/index`] : WHOLE;
  if (!made.has(part)) made.set(part, bundle(entries.map((entry) => `import "${entry}";`).join("\n"), { format: "iife" }));
  return made.get(part);
};

export async function clientFromSources(context) {
  await context.route(/@hotframe\/client\//, async (route) => {
    const [, part] = PART.exec(new URL(route.request().url()).pathname);
    await route.fulfill({ contentType: "text/javascript; charset=utf-8", body: await make(part) });
  });
}
