import { name } from "./top";
const text = () => `leaf of ${name}`;
export { text };
