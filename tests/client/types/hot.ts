// `import.meta.hot` for TypeScript: what Vite's users write compiles, and what is wrong does not.
const { hot } = import.meta;

if (hot) {
  hot.accept();
  hot.accept((module) => void module?.default);
  hot.accept("./dep", (dep) => void dep?.value);
  hot.accept(["./a", "./b"] as const, ([a, b]) => void [a?.x, b?.y]);
  hot.acceptExports("default");
  hot.acceptExports(["a", "b"], (module) => void module?.a);
  hot.dispose((data) => void (data.count = 1));
  hot.dispose(async () => {});
  hot.prune(() => {});
  hot.data.count = 2;
  hot.invalidate();
  hot.invalidate("because");
  hot.decline();
  hot.on("vite:beforeUpdate", ({ updates }) => void updates[0]?.acceptedPath.length);
  hot.on("vite:afterUpdate", ({ type }) => void (type satisfies "update"));
  hot.on("vite:beforePrune", ({ paths }) => void paths.length);
  hot.on("vite:beforeFullReload", ({ reason }) => void reason.length);
  hot.on("vite:invalidate", ({ path, message }) => void [path, message?.length]);
  hot.on("vite:error", ({ err }) => void err.loc?.line.toFixed());
  hot.on("vite:ws:connect", () => {});
  hot.on("vite:ws:disconnect", () => {});
  const heard = (payload: { n: number }) => void payload.n;
  hot.on("app:own", heard);
  hot.off("app:own", heard);
  hot.send("app:own", { n: 1 });
  // @ts-expect-error a path or a function, no number
  hot.accept(1);
  // @ts-expect-error `data` itself stays
  hot.data = {};
  // @ts-expect-error the event has no such field
  hot.on("vite:beforePrune", ({ updates }) => updates);
}

import.meta.hot?.accept();
// @ts-expect-error there may be no `hot`
import.meta.hot.accept();

export {};
