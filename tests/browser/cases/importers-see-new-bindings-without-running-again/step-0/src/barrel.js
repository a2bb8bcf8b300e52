export * from "./part";
export { value as renamed } from "./part";
