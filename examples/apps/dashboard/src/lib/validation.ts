import { z } from "zod";

export const profileSchema = z.object({
  name: z.string().min(2, "Please enter at least two characters"),
  email: z.string().email("That does not look like an email address"),
  bio: z.string().max(160).optional(),
  plan: z.enum(["starter", "team", "scale"]),
  digest: z.boolean(),
  threshold: z.number().min(0).max(100),
});

export type Profile = z.infer<typeof profileSchema>;

export const customerSchema = z.object({
  name: z.string().trim().min(1, "A name is needed"),
  email: z.string().email(),
  plan: profileSchema.shape.plan,
});
