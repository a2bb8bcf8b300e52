import First from "./First";
import Leaf from "./Leaf";
import Second from "./Second";

export const words = { first: "one" };

const Page = () => (
  <>
    <First /> <Leaf /> <Second />
  </>
);

export default Page;
