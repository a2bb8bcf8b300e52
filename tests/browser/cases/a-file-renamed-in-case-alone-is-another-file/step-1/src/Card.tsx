export const Card = () => <p id="card">card two</p>;
