export const Child = () => <p id="child">child one</p>;
