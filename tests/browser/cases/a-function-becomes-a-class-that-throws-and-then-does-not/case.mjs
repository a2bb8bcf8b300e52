export const errors = [/./];

const component = (body) => `import { Component } from "react";
export default class Child extends Component {
  render() {
    ${body}
  }
}
`;

export default async ({ open, write }) => {
  const page = await open();
  await page.shows("#child", "function");
  await write("src/Child.tsx", component('throw new Error("class fails");'));
  await page.overlay(/class fails/);
  await write("src/Child.tsx", component('return <p id="child">class</p>;'));
  await page.noOverlay();
  await page.shows("#child", "class");
};
