import { useId } from "react";
import { choose } from "../slot";

export type InputProps = {
  label?: string;
  name?: string;
  type?: "text" | "email" | "password" | "number" | "tel" | "url" | "date" | "textarea";
  placeholder?: string;
  required?: boolean;
  help?: string;
};

const TYPES = { text: "text", email: "email", password: "password", number: "number", tel: "tel", url: "url", date: "date", textarea: "textarea" };

const CONTROL =
  "w-full rounded-md border border-gray-300 bg-white px-3 py-2 text-gray-900 focus-visible:outline-2 focus-visible:outline-blue-600 dark:border-gray-700 dark:bg-gray-950 dark:text-gray-100";

export function Input({ label, name, type, placeholder, required, help }: InputProps) {
  const id = useId();
  const kind = choose(TYPES, type, "text");
  const shared = { id, name, placeholder, required: required === true, className: CONTROL, "aria-describedby": help ? `${id}-help` : undefined };
  return (
    <div className="flex flex-col gap-1">
      {label && (
        <label htmlFor={id} className="text-sm font-medium text-gray-900 dark:text-gray-100">
          {label}
        </label>
      )}
      {kind === "textarea" ? <textarea rows={4} {...shared} /> : <input type={kind} {...shared} />}
      {help && (
        <p id={`${id}-help`} className="text-sm text-gray-500 dark:text-gray-400">
          {help}
        </p>
      )}
    </div>
  );
}
