import { a } from "./parts/a";
import { b } from "./parts/b";
import { c } from "./parts/c";

export const List = () => <p id="list">one: {a} {b} {c}</p>;
