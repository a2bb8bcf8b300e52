export default "page a";
