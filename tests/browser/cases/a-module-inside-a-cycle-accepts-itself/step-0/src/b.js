import { c } from "./c";
export const other = "b";
export const say = () => c();
