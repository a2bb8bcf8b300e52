// Which npm packages an app of a case finds.
import { fileURLToPath } from "node:url";

const folder = (path) => fileURLToPath(new URL(`../../../${path}/node_modules`, import.meta.url));

export const PACKAGES = { current: folder("."), previous: folder("previous") };
