import { helper } from "./helper";
export const late = `late of ${helper}`;
