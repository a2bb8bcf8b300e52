export { AppLayout } from "./AppLayout";
export { AppSidebar } from "./AppSidebar";
export * from "./navigation";
