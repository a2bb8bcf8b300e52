import { configureStore, createSlice } from "@reduxjs/toolkit";

const counter = createSlice({
  name: "counter",
  initialState: { value: 0 },
  reducers: {
    plus: (state) => {
      state.value += 1;
    },
  },
});

export const { plus } = counter.actions;
export const store = configureStore({ reducer: { counter: counter.reducer } });
export type State = ReturnType<typeof store.getState>;
