export const Large = () => <p id="large">large one</p>;
