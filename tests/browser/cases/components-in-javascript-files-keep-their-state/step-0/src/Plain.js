import React, { useState } from "react";

const Plain = () => {
  const [count, setCount] = useState(0);
  return <button id="js" onClick={() => setCount(count + 1)}>js one {count}</button>;
};

export default Plain;
