import { memo } from "react";

function Part() {
  void memo;
  return <p id="part">part one</p>;
}

export default Part;
