import type { ComponentType } from "react";

export function framed(Inner: ComponentType) {
  return function Framed() {
    return (
      <section>
        <p id="frame">frame one</p>
        <Inner />
      </section>
    );
  };
}
