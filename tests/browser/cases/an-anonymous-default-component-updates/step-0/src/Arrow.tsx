export default () => <p id="arrow">arrow one</p>;
