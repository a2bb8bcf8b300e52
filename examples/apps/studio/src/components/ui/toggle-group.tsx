import * as React from "react"
import * as ToggleGroupPrimitive from "@radix-ui/react-toggle-group"

import { cn } from "@/lib/utils"

function ToggleGroup({ className, ...props }: React.ComponentProps<typeof ToggleGroupPrimitive.Root>) {
  return (
    <ToggleGroupPrimitive.Root
      data-slot="toggle-group"
      className={cn("group/toggle-group flex w-fit items-center rounded-md shadow-xs", className)}
      {...props}
    />
  )
}

function ToggleGroupItem({ className, ...props }: React.ComponentProps<typeof ToggleGroupPrimitive.Item>) {
  return (
    <ToggleGroupPrimitive.Item
      data-slot="toggle-group-item"
      className={cn(
        "border-input hover:bg-muted data-[state=on]:bg-accent data-[state=on]:text-accent-foreground h-8 shrink-0 border border-l-0 bg-transparent px-3 text-sm font-medium outline-none first:rounded-l-md first:border-l last:rounded-r-md focus:z-10 focus-visible:z-10",
        className,
      )}
      {...props}
    />
  )
}

export { ToggleGroup, ToggleGroupItem }
