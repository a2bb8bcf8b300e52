/// <reference lib="webworker" />
import { range } from "../lib/collections";

export interface ForecastQuestion {
  history: number[];
  months: number;
}

export interface ForecastAnswer {
  values: number[];
}

/** A straight line through the history, carried on. */
function forecast({ history, months }: ForecastQuestion): number[] {
  const count = history.length;
  const meanX = (count - 1) / 2;
  const meanY = history.reduce((sum, value) => sum + value, 0) / count;
  let above = 0;
  let below = 0;
  history.forEach((value, x) => {
    above += (x - meanX) * (value - meanY);
    below += (x - meanX) ** 2;
  });
  const slope = above / below;
  return range(months).map((step) => Math.round(meanY + slope * (count + step - meanX)));
}

self.addEventListener("message", (event: MessageEvent<ForecastQuestion>) => {
  self.postMessage({ values: forecast(event.data) } satisfies ForecastAnswer);
});
