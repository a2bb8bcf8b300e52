import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { buttonVariants } from '../components/ui/button';

export default function RouteError() {
  const error = useRouteError();
  const text = isRouteErrorResponse(error)
    ? `${error.status} ${error.statusText}`
    : error instanceof Error
      ? error.message
      : 'Something went wrong';

  return (
    <div className="grid min-h-dvh place-content-center justify-items-center gap-4">
      <h1 className="font-serif text-4xl">{text}</h1>
      <Link to="/" className={buttonVariants({ variant: 'outline' })}>
        Back to the studio
      </Link>
    </div>
  );
}
