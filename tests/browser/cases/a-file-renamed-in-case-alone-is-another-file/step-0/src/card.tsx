export const Card = () => <p id="card">card one</p>;
