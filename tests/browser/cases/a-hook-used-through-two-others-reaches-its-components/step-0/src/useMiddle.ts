import { useBase } from "./useBase";

export const useMiddle = () => useBase();
