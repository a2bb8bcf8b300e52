export const errors = [/./];

const component = (render) => `import { Component } from "react";
export default class Child extends Component {
  render() ${render}
}
`;

export default async ({ open, write }) => {
  const page = await open();
  await page.shows("#child", "fine");
  await write("src/Child.tsx", component('return <p id="child">fine</p>; }'));
  await page.overlay(/Child\.tsx/);
  await page.shows("#child", "fine");
  // Another error comes, and the first is still there.
  await write("src/Child.tsx", component('throw new Error("render fails"); return <p id="child">fine</p>; }'));
  await page.settled();
  await page.overlay(/Child\.tsx/);
  await page.shows("#child", "fine");
  await write("src/Child.tsx", component('{ throw new Error("render fails"); return <p id="child">fine</p>; }'));
  await page.overlay(/render fails/);
  await write("src/Child.tsx", component('{ return <p id="child">back</p>; }'));
  await page.noOverlay();
  await page.shows("#child", "back");
};
