export const Child = () => <p id="child">renamed child</p>;
