import { useCallback, useEffect, useRef, useState } from "react";
import type { ForecastAnswer, ForecastQuestion } from "@/workers/forecast.worker";

export function useForecast() {
  const worker = useRef<Worker | null>(null);
  const [values, setValues] = useState<number[]>([]);

  useEffect(() => () => worker.current?.terminate(), []);

  const run = useCallback((question: ForecastQuestion) => {
    worker.current ??= new Worker(new URL("../workers/forecast.worker.ts", import.meta.url), { type: "module" });
    worker.current.onmessage = (event: MessageEvent<ForecastAnswer>) => setValues(event.data.values);
    worker.current.postMessage(question);
  }, []);

  return { values, run };
}
