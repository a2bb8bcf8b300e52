export * from "./client";
export { type HeroProps } from "./Hero";
