export const Story = () => <p className="backdrop-sepia btn-fancy" />;
