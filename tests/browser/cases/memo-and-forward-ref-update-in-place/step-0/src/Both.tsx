import { forwardRef, memo, useState } from "react";

export default memo(
  forwardRef<HTMLButtonElement>((_, ref) => {
    const [count, setCount] = useState(0);
    return <button id="both" ref={ref} onClick={() => setCount(count + 1)}>both one {count}</button>;
  }),
);
