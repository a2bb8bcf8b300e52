import spark from "@/assets/spark.png";
import tips from "@/data/tips.json";
import { useToggle } from "@/hooks/useToggle";
import "./Tips.css";

export function Tips() {
  const [open, toggle] = useToggle(true);

  return (
    <section className="tips">
      <button type="button" className="tips-head" onClick={toggle} aria-expanded={open}>
        <img src={spark} alt="" width={20} height={20} />
        Things to try
        <span aria-hidden="true">{open ? "−" : "+"}</span>
      </button>
      {open && (
        <ul>
          {tips.map((tip) => (
            <li key={tip.file}>
              <code>{tip.file}</code> {tip.text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
