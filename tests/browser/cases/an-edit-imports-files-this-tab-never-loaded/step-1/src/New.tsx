import "./new.css";
import { deep } from "./deep";

export const New = () => <p id="new">new with {deep}</p>;
