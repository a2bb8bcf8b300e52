const version = 1;
export const a = `a${version}`;
export const b = `b${version}`;
import.meta.hot.acceptExports("a");
