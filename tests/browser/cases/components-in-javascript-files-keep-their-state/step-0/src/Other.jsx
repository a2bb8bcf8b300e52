import * as React from "react";

export class Unused extends React.Component {}

export function Other() {
  const [count, setCount] = React.useState(0);
  return <button id="jsx" onClick={() => setCount(count + 1)}>jsx one {count}</button>;
}
