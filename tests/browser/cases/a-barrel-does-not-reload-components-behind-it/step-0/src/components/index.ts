export * from "./A";
export { B } from "./B";
