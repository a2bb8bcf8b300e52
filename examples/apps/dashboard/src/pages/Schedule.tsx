import { useState } from "react";
import { addDays, format, isSameDay, parseISO } from "date-fns";
import { CalendarIcon } from "lucide-react";
import type { DateRange } from "react-day-picker";
import { Button } from "@/components/ui/button";
import { Calendar } from "@/components/ui/calendar";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { tasks } from "@/data/team";
import { TODAY } from "@/lib/clock";

const Schedule = () => {
  const [selected, setSelected] = useState<Date | undefined>(TODAY);
  const [away, setAway] = useState<DateRange | undefined>({ from: addDays(TODAY, 9), to: addDays(TODAY, 13) });
  const due = tasks.filter((task) => selected && isSameDay(parseISO(task.due), selected));

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="page-title">Schedule</h1>
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="outline">
              <CalendarIcon />
              {away?.from && away.to ? `Away ${format(away.from, "d MMM")} to ${format(away.to, "d MMM")}` : "Time off"}
            </Button>
          </PopoverTrigger>
          <PopoverContent className="w-auto p-0" align="end">
            <Calendar
              mode="range"
              today={TODAY}
              defaultMonth={TODAY}
              selected={away}
              onSelect={setAway}
              numberOfMonths={2}
            />
          </PopoverContent>
        </Popover>
      </div>
      <div className="page-grid grid gap-6">
        <Card className="order-last shadow-soft md:order-first">
          <CardHeader>
            <CardTitle>{selected ? format(selected, "EEEE, d MMMM") : "No day"}</CardTitle>
          </CardHeader>
          <CardContent>
            {due.length ? (
              <ul className="divide-y">
                {due.map(({ id, title }) => (
                  <li key={id} className="py-3 text-sm">
                    {title}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-sm text-muted-foreground">Nothing is due.</p>
            )}
          </CardContent>
        </Card>
        <Calendar
          mode="single"
          today={TODAY}
          defaultMonth={TODAY}
          selected={selected}
          onSelect={setSelected}
          modifiers={{ due: tasks.map((task) => parseISO(task.due)) }}
          modifiersClassNames={{ due: "font-bold underline decoration-primary decoration-2 underline-offset-4" }}
          className="h-fit rounded-lg border bg-card shadow-soft"
        />
      </div>
    </div>
  );
};

export default Schedule;
