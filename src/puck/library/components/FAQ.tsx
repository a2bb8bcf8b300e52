import { useId, useState } from "react";
import { list } from "../slot";

export type FAQProps = {
  heading?: string;
  items?: { question?: string; answer?: string }[];
};

function Question({ question, answer }: { question?: string; answer?: string }) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  return (
    <div className="py-4">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          className="flex w-full items-center justify-between text-left font-medium text-gray-900 dark:text-gray-100"
          onClick={() => setOpen(!open)}
        >
          {question}
          <span aria-hidden="true">{open ? "−" : "+"}</span>
        </button>
      </h3>
      <div id={panel} hidden={!open} className="pt-2 text-gray-600 dark:text-gray-400">
        {answer}
      </div>
    </div>
  );
}

export function FAQ({ heading, items }: FAQProps) {
  return (
    <section className="w-full bg-white px-4 py-16 sm:px-6 lg:px-8 dark:bg-gray-950">
      <div className="mx-auto max-w-3xl">
        {heading && <h2 className="text-3xl font-bold text-gray-900 dark:text-gray-50">{heading}</h2>}
        <div className="mt-8 divide-y divide-gray-200 dark:divide-gray-800">
          {list(items).map((item, index) => (
            <Question key={index} question={item?.question} answer={item?.answer} />
          ))}
        </div>
      </div>
    </section>
  );
}
