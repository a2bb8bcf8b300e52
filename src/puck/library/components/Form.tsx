import { type Slot, safeUrl } from "../slot";

export type FormProps = {
  title?: string;
  action?: string;
  method?: "get" | "post";
  submitLabel?: string;
  fields?: Slot;
};

export function Form({ title, action, method, submitLabel, fields: Fields }: FormProps) {
  return (
    <form
      action={safeUrl(action)}
      method={method === "get" ? "get" : "post"}
      className="flex w-full max-w-xl flex-col gap-4 rounded-xl border border-gray-200 bg-white p-6 dark:border-gray-800 dark:bg-gray-900"
    >
      {title && <h3 className="text-lg font-semibold text-gray-900 dark:text-gray-100">{title}</h3>}
      {Fields && <Fields className="flex flex-col gap-4" />}
      <button type="submit" className="rounded-md bg-blue-600 px-4 py-2 font-medium text-white hover:bg-blue-700 dark:bg-blue-500 dark:hover:bg-blue-400">
        {submitLabel || "Send"}
      </button>
    </form>
  );
}
