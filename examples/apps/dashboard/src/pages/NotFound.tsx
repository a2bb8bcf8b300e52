import { useEffect } from "react";
import { Link, useLocation } from "react-router-dom";

const NotFound = () => {
  const location = useLocation();

  useEffect(() => {
    document.title = "Not found";
    return () => {
      document.title = `${import.meta.env.VITE_APP_NAME} · Revenue workspace`;
    };
  }, [location.pathname]);

  return (
    <div className="grid min-h-screen place-content-center gap-2 text-center">
      <h1 className="text-6xl font-bold text-gradient">404</h1>
      <p className="text-muted-foreground">There is nothing at {location.pathname}</p>
      <Link to="/" className="text-primary underline underline-offset-4">
        Return home
      </Link>
    </div>
  );
};

export default NotFound;
