import * as React from "react";

export type Period = "quarter" | "half" | "year";

type State = { period: Period; pinned: string[]; paletteOpen: boolean };
type Action =
  | { type: "period"; period: Period }
  | { type: "pin"; id: string }
  | { type: "palette"; open: boolean };

const initial: State = { period: "year", pinned: ["c-103"], paletteOpen: false };

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "period":
      return { ...state, period: action.period };
    case "pin":
      return {
        ...state,
        pinned: state.pinned.includes(action.id)
          ? state.pinned.filter((id) => id !== action.id)
          : [...state.pinned, action.id],
      };
    case "palette":
      return { ...state, paletteOpen: action.open };
  }
}

const WorkspaceContext = React.createContext<[State, React.Dispatch<Action>] | null>(null);

export function WorkspaceProvider({ children }: React.PropsWithChildren) {
  const value = React.useReducer(reduce, initial);
  return <WorkspaceContext.Provider value={value}>{children}</WorkspaceContext.Provider>;
}

export function useWorkspace() {
  const value = React.useContext(WorkspaceContext);
  if (!value) throw new Error("useWorkspace must be used within a WorkspaceProvider");
  return value;
}
