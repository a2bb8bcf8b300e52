import { c } from "./c";
export const name = () => "b1";
export const say = () => `b says ${c()}`;
