import { title } from "./title";

export default function Page() {
  return <h1 id="page">{title}</h1>;
}
