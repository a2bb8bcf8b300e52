export const Child = () => <p id="child">child is back</p>;
