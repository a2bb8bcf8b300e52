import { useState } from "react";
import { AnimatePresence, motion } from "framer-motion";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Progress } from "@/components/ui/progress";
import { ScrollArea } from "@/components/ui/scroll-area";
import { tasks as initialTasks } from "@/data/team";
import { day } from "@/lib/clock";
import { cn } from "@/lib/utils";
import { Priority } from "@/types";

const dots: Record<Priority, string> = {
  [Priority.High]: "bg-destructive",
  [Priority.Normal]: "bg-warning",
  [Priority.Low]: "bg-muted-foreground/40",
};

export function TaskList() {
  const [tasks, setTasks] = useState(initialTasks);
  const done = tasks.filter((task) => task.done).length;
  const toggle = (id: string) =>
    setTasks((list) => list.map((task) => (task.id === id ? { ...task, done: !task.done } : task)));

  return (
    <Card className="shadow-soft">
      <CardHeader>
        <CardTitle>This week</CardTitle>
        <CardDescription>
          {done} of {tasks.length} done
        </CardDescription>
        <Progress value={(done / tasks.length) * 100} className="!mt-3 h-2" />
      </CardHeader>
      <CardContent>
        <ScrollArea className="h-56">
          <ul className="space-y-3">
            <AnimatePresence initial={false}>
              {tasks.map(({ id, title, due, priority, done = false }) => (
                <motion.li key={id} layout className="flex items-start gap-3 text-sm">
                  <Checkbox id={id} checked={done} onCheckedChange={() => toggle(id)} className="mt-0.5" />
                  <label htmlFor={id} className={cn("flex-1", done && "text-muted-foreground line-through")}>
                    {title}
                    <span className="block text-xs text-muted-foreground">
                      {day(due, "EEE d MMM")} · {Priority[priority]}
                    </span>
                  </label>
                  <span className={cn("mt-1.5 size-2 rounded-full", dots[priority])} />
                </motion.li>
              ))}
            </AnimatePresence>
          </ul>
        </ScrollArea>
      </CardContent>
    </Card>
  );
}
