export const Child = () => <p id="child">from the folder</p>;
