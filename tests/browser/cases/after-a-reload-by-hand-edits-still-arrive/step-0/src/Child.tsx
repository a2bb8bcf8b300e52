export const Child = () => <p id="child">one</p>;
