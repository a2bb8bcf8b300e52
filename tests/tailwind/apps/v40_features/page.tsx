export const Page = () => <p className="underline data-[state=open]:animate-spin">Page</p>;
