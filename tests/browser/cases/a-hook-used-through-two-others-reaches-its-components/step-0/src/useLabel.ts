import { useMiddle } from "./useMiddle";

export const useLabel = () => useMiddle();
