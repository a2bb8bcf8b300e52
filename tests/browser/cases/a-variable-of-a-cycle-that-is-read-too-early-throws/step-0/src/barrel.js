export { title as renamed } from "./top";
