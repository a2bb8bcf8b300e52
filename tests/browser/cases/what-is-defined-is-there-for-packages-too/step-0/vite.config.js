export default { define: { global: "globalThis", "process.env": { KEY: "one" } } };
