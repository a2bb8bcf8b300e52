export enum Color {
  Main = "red",
}
