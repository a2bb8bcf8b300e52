export const Child = () => <p id="child">child</p>;
