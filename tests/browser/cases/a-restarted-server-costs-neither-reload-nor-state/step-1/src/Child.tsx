import "./child.css";
import { word } from "./word";

export const Child = () => <p id="child">{word} child</p>;
