export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      customers: {
        Row: { id: string; name: string; plan: string; mrr: number; created_at: string };
        Insert: { id?: string; name: string; plan?: string; mrr?: number; created_at?: string };
        Update: { id?: string; name?: string; plan?: string; mrr?: number; created_at?: string };
        Relationships: [];
      };
      profiles: {
        Row: { id: string; full_name: string | null; avatar_url: string | null };
        Insert: { id: string; full_name?: string | null; avatar_url?: string | null };
        Update: { id?: string; full_name?: string | null; avatar_url?: string | null };
        Relationships: [];
      };
    };
    Views: { [_ in never]: never };
    Functions: { [_ in never]: never };
    Enums: {
      plan: "starter" | "team" | "scale";
    };
    CompositeTypes: { [_ in never]: never };
  };
};
