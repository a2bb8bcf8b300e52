(function (root, factory) {
  if (typeof define === "function" && define.amd) define([], factory);
  else if (typeof module === "object" && module.exports) module.exports = factory(require("./esm.mjs"));
  else root.library = factory();
})(globalThis, (esm) => ({ value: 1, inner: () => esm.default }));
