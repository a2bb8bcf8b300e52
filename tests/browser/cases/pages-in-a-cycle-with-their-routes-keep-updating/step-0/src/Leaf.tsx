const Leaf = () => <>leaf</>;

export default Leaf;
