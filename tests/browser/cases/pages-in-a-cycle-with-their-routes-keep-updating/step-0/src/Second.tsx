import { names } from "./routes";

const Second = () => <>{names.other}</>;

export default Second;
