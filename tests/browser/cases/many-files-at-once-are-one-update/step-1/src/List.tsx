import "./list.css";
import { a } from "./parts/a";
import { b } from "./parts/b";
import { d } from "./other/d";

export const List = () => <p id="list">two: {a} {b} {d}</p>;
