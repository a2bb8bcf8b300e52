import { Building2 } from "lucide-react";
import { useNavigate } from "react-router-dom";
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandSeparator,
  CommandShortcut,
} from "@/components/ui/command";
import { useWorkspace } from "@/contexts/WorkspaceContext";
import { useCustomers, useHotkey } from "@/hooks";
import { navigation } from "./layout/navigation";

export function CommandPalette() {
  const [{ paletteOpen }, dispatch] = useWorkspace();
  const { data: customers = [] } = useCustomers();
  const navigate = useNavigate();
  const setOpen = (open: boolean) => dispatch({ type: "palette", open });
  useHotkey("k", () => setOpen(true));

  const go = (to: string) => {
    setOpen(false);
    navigate(to);
  };

  return (
    <CommandDialog open={paletteOpen} onOpenChange={setOpen}>
      <CommandInput placeholder="Type a page or a customer" />
      <CommandList>
        <CommandEmpty>No results found.</CommandEmpty>
        {Object.entries(navigation).map(([group, items]) => (
          <CommandGroup key={group} heading={group}>
            {items.map(({ title, to, icon: Icon }) => (
              <CommandItem key={to} value={title} onSelect={() => go(to)}>
                <Icon />
                {title}
                <CommandShortcut>{to}</CommandShortcut>
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        <CommandSeparator />
        <CommandGroup heading="Customers">
          {customers.map(({ id, name, plan }) => (
            <CommandItem key={id} value={name} onSelect={() => go(`/customers?focus=${id}`)}>
              <Building2 />
              {name}
              <CommandShortcut>{plan}</CommandShortcut>
            </CommandItem>
          ))}
        </CommandGroup>
      </CommandList>
    </CommandDialog>
  );
}
