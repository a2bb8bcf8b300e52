import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { NavLink, useLoaderData } from 'react-router';
import { ScrollArea } from '../components/ui/scroll-area';
import { noteList } from '../lib/notes';
import { t } from '../i18n';

const components: Components = {
  a: ({ node: _node, ...props }) => <a target="_blank" rel="noreferrer" {...props} />,
  table: ({ node: _node, ...props }) => (
    <div className="not-prose my-6 overflow-hidden rounded-lg border [&_td]:px-4 [&_td]:py-2 [&_th]:bg-muted [&_th]:px-4 [&_th]:py-2 [&_th]:text-left [&_tr]:hairline">
      <table className="w-full text-sm" {...props} />
    </div>
  ),
};

export default function Notes() {
  const { slug, text } = useLoaderData<{ slug: string; text: string }>();

  return (
    <div className="grid gap-6 md:grid-cols-[14rem_1fr]">
      <title>Undertow Studio: notes</title>
      <nav className="grid content-start gap-1">
        <h1 className="mb-3 text-3xl">{t('notes')}</h1>
        {noteList.map((note) => (
          <NavLink
            key={note.slug}
            to={`/notes/${note.slug}`}
            data-current={note.slug === slug || undefined}
            className="rounded-md px-3 py-2 text-sm capitalize hover:bg-muted data-current:bg-accent data-current:font-medium"
          >
            {note.title}
          </NavLink>
        ))}
      </nav>
      <ScrollArea className="sheet h-[34rem]">
        <article className="prose p-8 prose-stone dark:prose-invert prose-headings:font-serif prose-headings:font-medium prose-a:text-primary prose-pre:bg-tide-900 prose-pre:tab-4">
          <Markdown remarkPlugins={[remarkGfm]} components={components}>
            {text}
          </Markdown>
        </article>
      </ScrollArea>
    </div>
  );
}
