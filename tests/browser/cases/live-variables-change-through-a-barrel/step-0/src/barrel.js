export { count, plus } from "./counter";
