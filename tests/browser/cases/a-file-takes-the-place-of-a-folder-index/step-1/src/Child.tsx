export const Child = () => <p id="child">from the file</p>;
