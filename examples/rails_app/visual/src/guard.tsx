import type { ComponentConfig, Config } from "@puckeditor/core";
import { Component, type ComponentType, type ReactNode } from "react";

type Props = { name: string; of: unknown; children: ReactNode };
type State = { of: unknown; message: string | null };

/** A component that throws takes its own place and not the editor with it; its next version is tried again. */
class Guard extends Component<Props, State> {
  override state: State = { of: this.props.of, message: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { of, message: null };
  }

  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <p role="alert" style={{ padding: 16, color: "#cf2f36", font: "14px system-ui" }}>
        {this.props.name}: {this.state.message}
      </p>
    );
  }
}

/** The same config, each component behind a guard. */
export function guarded(config: Config): Config {
  const components = Object.entries(config.components).map(([name, component]) => [name, guardedComponent(name, component)]);
  return { ...config, components: Object.fromEntries(components) as Config["components"] };
}

function guardedComponent(name: string, component: ComponentConfig): ComponentConfig {
  const Render = component.render as ComponentType<object>;
  const render = (props: object) => (
    <Guard name={name} of={Render}>
      <Render {...props} />
    </Guard>
  );
  return { ...component, render } as ComponentConfig;
}
