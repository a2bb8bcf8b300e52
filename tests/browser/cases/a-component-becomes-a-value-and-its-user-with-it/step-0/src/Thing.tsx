export const Thing = () => <p id="thing">component</p>;
