import { name } from "./b";
const own = "c1";
export const c = () => `${own} c says ${name()}`;
