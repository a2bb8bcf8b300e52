import { useNumber } from "./useNumber";

export function useCounter() {
  const { value, plus } = useNumber();
  return { text: `${value} times`, label: "hook one", plus };
}
