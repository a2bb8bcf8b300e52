import dayjs from "dayjs";
import advancedFormat from "dayjs/plugin/advancedFormat";
import relativeTime from "dayjs/plugin/relativeTime";

dayjs.extend(relativeTime);
dayjs.extend(advancedFormat);

/** The season's calendar is fixed, and so is its first day. */
export const SEASON_START = dayjs("2025-03-03");

export const long = (date: string) => dayjs(date).format("dddd, MMMM Do");
export const short = (date: string) => dayjs(date).format("D MMM");
export const intoSeason = (date: string) => dayjs(date).from(SEASON_START, true);
