import { useState } from "react";
import { Minus, Plus, Target } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  Drawer,
  DrawerClose,
  DrawerContent,
  DrawerDescription,
  DrawerFooter,
  DrawerHeader,
  DrawerTitle,
  DrawerTrigger,
} from "@/components/ui/drawer";
import { toast } from "@/components/ui/sonner";

export function GoalDrawer() {
  const [goal, setGoal] = useState(640);

  return (
    <Drawer>
      <DrawerTrigger asChild>
        <Button variant="outline">
          <Target /> Goal
        </Button>
      </DrawerTrigger>
      <DrawerContent>
        <div className="mx-auto w-full max-w-sm">
          <DrawerHeader>
            <DrawerTitle>Monthly goal</DrawerTitle>
            <DrawerDescription>The dashed line of the revenue chart.</DrawerDescription>
          </DrawerHeader>
          <div className="flex items-center justify-center gap-6 p-4">
            <Button variant="outline" size="icon" aria-label="Less" onClick={() => setGoal((value) => value - 10)}>
              <Minus />
            </Button>
            <output className="font-display text-5xl font-bold tabular-nums tracking-tighter">${goal}k</output>
            <Button variant="outline" size="icon" aria-label="More" onClick={() => setGoal((value) => value + 10)}>
              <Plus />
            </Button>
          </div>
          <DrawerFooter>
            <DrawerClose asChild>
              <Button onClick={() => toast.success("Goal saved", { description: `$${goal}k a month` })}>Save</Button>
            </DrawerClose>
          </DrawerFooter>
        </div>
      </DrawerContent>
    </Drawer>
  );
}
