export * from "./part";
export * as part from "./part";
export { default as y } from "./part";
export const own = "own";
