export * from "./client";
export { type TemplateProps } from "./Template";
