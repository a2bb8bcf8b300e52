import { words } from "./Page";

const First = () => <>{words.first}</>;

export default First;
