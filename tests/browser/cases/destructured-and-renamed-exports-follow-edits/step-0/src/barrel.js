import { values } from "./source";
export const { a, list: [first], inner: { deep } } = values;
export { two as b } from "./source";
