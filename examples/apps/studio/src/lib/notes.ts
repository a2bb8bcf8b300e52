const files = import.meta.glob<string>(['../notes/*.md', '!**/*.draft.md'], { query: '?raw', import: 'default' });

export const noteList = Object.keys(files)
  .map((path) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length))
  .map((slug) => ({ slug, title: slug.replace(/^\d+-/, '').replaceAll('-', ' ') }));

export async function loadNote(slug: string): Promise<string> {
  const load = files[`../notes/${slug}.md`];
  if (!load) throw new Response('No such note', { status: 404, statusText: 'Not Found' });
  return load();
}
