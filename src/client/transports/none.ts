import type { Connect } from "./transport";

/** No host: the page shows what it was loaded with. */
export const none: Connect = (handlers) => {
  queueMicrotask(() => handlers.open());
  return { send: () => false, wake() {}, renew() {} };
};
