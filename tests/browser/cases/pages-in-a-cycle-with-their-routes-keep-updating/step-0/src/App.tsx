import routes from "./routes";

export default function App() {
  const Page = routes.home;
  return (
    <p id="app">
      app <Page />
    </p>
  );
}
