const version = 1;
export const a = `a${version}`;
export const b = `b${version}`;
export default version;
console.log(`part runs ${version}`);
import.meta.hot.acceptExports(["a", "default"], (next) => console.log(`accepted ${next.default}`));
