import type { Member, Task } from "@/types";
import { Priority } from "@/types";

export const team = [
  { name: "Noor Haddad", role: "Head of revenue", city: "Lisbon", bio: "Keeps the forecast honest and the meetings short." },
  { name: "Elias Berg", role: "Customer success", city: "Oslo", bio: "Knows every renewal date by heart." },
  { name: "Sana Mirza", role: "Data analyst", city: "Lahore", bio: "Turns questions into charts, and charts into decisions." },
  { name: "Theo Laurent", role: "Account executive", city: "Lyon", bio: "First call to signed order in nineteen days." },
  { name: "Wen Zhao", role: "Solutions engineer", city: "Taipei", bio: "Has read the manual. Wrote half of it." },
  { name: "Ada Mensah", role: "Finance partner", city: "Accra", bio: "Closes the month before the coffee is cold." },
] as const satisfies readonly Member[];

export const tasks: Task[] = [
  { id: "t1", title: "Renewal call with Cobalt Freight", due: "2025-06-18", priority: Priority.High },
  { id: "t2", title: "Send onboarding plan to Foxglove", due: "2025-06-19", priority: Priority.High },
  { id: "t3", title: "Review Q2 pricing test", due: "2025-06-20", priority: Priority.Normal, done: true },
  { id: "t4", title: "Publish June report", due: "2025-06-30", priority: Priority.Normal },
  { id: "t5", title: "Archive old invoices", due: "2025-07-04", priority: Priority.Low },
];
