import { safeUrl } from "../slot";

export type TestimonialProps = {
  quote?: string;
  author?: string;
  role?: string;
  avatarUrl?: string;
};

export function Testimonial({ quote, author, role, avatarUrl }: TestimonialProps) {
  const avatar = safeUrl(avatarUrl);
  return (
    <figure className="flex flex-col gap-4 rounded-xl bg-gray-50 p-8 dark:bg-gray-900">
      <blockquote className="text-lg text-gray-900 dark:text-gray-100">{quote}</blockquote>
      <figcaption className="flex items-center gap-3">
        {avatar !== undefined && <img src={avatar} alt="" className="size-10 rounded-full object-cover" />}
        <span className="font-medium text-gray-900 dark:text-gray-100">{author}</span>
        {role && <span className="text-gray-500 dark:text-gray-400">{role}</span>}
      </figcaption>
    </figure>
  );
}
