import("./later").then(({ name }) => console.log(`loaded ${name}`));
import.meta.hot.accept("./later", ({ name }) => console.log(`accepted ${name}`));
