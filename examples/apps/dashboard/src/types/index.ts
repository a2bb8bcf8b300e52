export * from "./models";
export type { Database, Json } from "@/integrations/supabase/types";
