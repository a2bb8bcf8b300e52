export function DialogContent({ className, open }: { className?: string; open: boolean }) {
  return (
    <div data-state={open ? "open" : "closed"} className={`fixed top-[50%] left-[50%] z-50 grid w-full max-w-[calc(100%-2rem)] translate-x-[-50%] translate-y-[-50%] gap-4 rounded-lg border bg-background p-6 shadow-lg duration-200 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-95 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95 sm:max-w-lg ${className}`}>
      <button className="absolute top-4 right-4 rounded-xs opacity-70 transition-opacity hover:opacity-100 focus:ring-2 focus:ring-ring focus:ring-offset-2 data-[state=open]:bg-accent [&>svg]:size-4"><span className="sr-only">Close</span></button>
      <ul className="*:p-2 **:data-avatar:rounded-full group/list has-[[data-slot=empty]]:hidden">
        <li className={open ? 'group-hover/list:bg-muted peer-checked:font-bold' : "line-through"} style={{ "--gap": "4px" } as never} />
        <li className={["grid-cols-[1fr_auto]", "w-(--sidebar-width)", "bg-[color-mix(in_oklab,var(--primary)_20%,transparent)]"].join(" ")} />
        <li className="bg-linear-to-r from-primary via-accent to-card mask-x-from-50% text-shadow-sm inset-shadow-xs @container/main @md/main:flex not-hover:opacity-75 supports-[display:grid]:grid nth-3:underline -mt-px p-1.5! !m-0 content-['→_é']" />
      </ul>
    </div>
  );
}
