/** The part of react-refresh that the client uses. */
declare const runtime: {
  injectIntoGlobalHook(global: unknown): void;
  register(type: unknown, id: string): void;
  createSignatureFunctionForTransform(): (type: unknown, key?: string, forceReset?: boolean, getCustomHooks?: () => unknown[]) => unknown;
  performReactRefresh(): unknown;
  isLikelyComponentType(type: unknown): boolean;
};
export default runtime;
