import { differenceInCalendarDays, format, formatDistance, parseISO } from "date-fns";

/** The workspace shows a closed period: its day never moves. */
export const TODAY = new Date(2025, 5, 18);

export const day = (iso: string, pattern = "d MMM yyyy") => format(parseISO(iso), pattern);

export function ago(iso: string): string {
  return differenceInCalendarDays(TODAY, parseISO(iso)) === 0
    ? "today"
    : formatDistance(parseISO(iso), TODAY, { addSuffix: true });
}
