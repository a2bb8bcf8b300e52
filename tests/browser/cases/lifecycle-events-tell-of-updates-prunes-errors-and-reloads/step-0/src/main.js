import "./user";
const events = {
  "vite:beforeUpdate": ({ updates }) => updates.map(({ path }) => path).join(),
  "vite:afterUpdate": ({ updates }) => updates.map(({ path }) => path).join(),
  "vite:beforePrune": ({ paths }) => paths.join(),
  "vite:beforeFullReload": ({ type }) => type,
  "vite:error": ({ err }) => err.loc.file,
};
for (const [event, describe] of Object.entries(events)) import.meta.hot.on(event, (payload) => console.log(`${event} ${describe(payload)}`));
