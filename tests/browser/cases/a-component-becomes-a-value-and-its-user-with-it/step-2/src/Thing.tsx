export const Thing = () => <p id="thing">component again</p>;
