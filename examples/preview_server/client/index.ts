export * from "./ChangeDetectionService.ts";
export * from "./HotReloadService.ts";
