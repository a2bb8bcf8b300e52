import { c } from "./c";
export const name = () => "b";
export const say = () => `${name()} ${c()}`;
