import { ArrowDownRight, ArrowUpRight, Info } from "lucide-react";
import { motion } from "framer-motion";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils";
import styles from "./KpiGrid.module.css";

interface Kpi {
  label: string;
  value: string;
  change: number;
  hint: string;
  goodWhenDown?: boolean;
}

const kpis: Kpi[] = [
  { label: "Recurring revenue", value: "$558k", change: 6.7, hint: "Subscriptions billed in June" },
  { label: "New customers", value: "14", change: -12.5, hint: "First invoice in the last 30 days" },
  { label: "Churn", value: "1.6%", change: -0.2, hint: "Revenue lost, over revenue at the start", goodWhenDown: true },
  { label: "Reply time", value: "38 min", change: -7.3, hint: "Median time to the first answer", goodWhenDown: true },
];

const list = { shown: { transition: { staggerChildren: 0.05 } } };
const item = { hidden: { opacity: 0, scale: 0.98 }, shown: { opacity: 1, scale: 1 } };

export function KpiGrid() {
  return (
    <motion.dl className="grid gap-4 grid-fit-52" variants={list} initial="hidden" animate="shown">
      {kpis.map(({ label, value, change, hint, goodWhenDown = false }) => {
        const good = goodWhenDown ? change < 0 : change > 0;
        const Arrow = change < 0 ? ArrowDownRight : ArrowUpRight;

        return (
          <motion.div key={label} variants={item} className={cn("panel p-5", styles.card)} data-good={good}>
            <dt className="flex items-center gap-1.5 text-sm text-muted-foreground">
              {label}
              <Tooltip>
                <TooltipTrigger aria-label={`About ${label}`}>
                  <Info className="size-3.5" />
                </TooltipTrigger>
                <TooltipContent>{hint}</TooltipContent>
              </Tooltip>
            </dt>
            <dd className="mt-2 flex items-baseline justify-between">
              <span className="kpi">{value}</span>
              <span className={cn(styles.change, good ? styles.up : styles.down)}>
                <Arrow className="size-3.5" />
                {Math.abs(change)}%
              </span>
            </dd>
          </motion.div>
        );
      })}
    </motion.dl>
  );
}
