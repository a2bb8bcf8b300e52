export const Skip = () => <p className="tw:blur-3xl" />;
