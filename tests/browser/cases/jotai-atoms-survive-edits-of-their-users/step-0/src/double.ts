import { atom } from "jotai";
import { countAtom } from "./count";

export const doubleAtom = atom((get) => get(countAtom) * 2);
