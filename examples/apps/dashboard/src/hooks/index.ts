export { useIsMobile } from "./use-mobile";
export { useToast, toast } from "./use-toast";
export { useCustomers, useOrders, useRevenue } from "./use-data";
export { default as useDebounce } from "./use-debounce";
export { useForecast } from "./use-forecast";
export { useHotkey } from "./use-hotkey";
