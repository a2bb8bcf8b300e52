import { zodResolver } from "@hookform/resolvers/zod";
import { Terminal } from "lucide-react";
import { useForm } from "react-hook-form";
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from "@/components/ui/accordion";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Separator } from "@/components/ui/separator";
import { Slider } from "@/components/ui/slider";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import { profileSchema, type Profile } from "@/lib/validation";

const questions = [
  ["Who can see the figures?", "Everybody in the workspace. Guests see the reports they were sent."],
  ["When does the month close?", "On the third working day, at noon."],
  ["Can a plan change mid-month?", "Yes. The difference is on the next invoice."],
] as const;

const Settings = () => {
  const { toast } = useToast();
  const form = useForm<Profile>({
    resolver: zodResolver(profileSchema),
    defaultValues: {
      name: "Noor Haddad",
      email: "noor@larkspur.example",
      bio: "Keeps the forecast honest.",
      plan: "team",
      digest: true,
      threshold: 60,
    },
  });

  return (
    <div className="max-w-3xl space-y-6">
      <h1 className="page-title">Settings</h1>
      <Alert>
        <Terminal className="size-4" />
        <AlertTitle>Demo workspace</AlertTitle>
        <AlertDescription>Changes are kept until the page is reloaded.</AlertDescription>
      </Alert>
      <Form {...form}>
        <form
          className="space-y-6 rounded-lg border bg-card p-6 shadow-soft"
          onSubmit={form.handleSubmit((profile) => toast({ title: "Saved", description: profile.name }))}
        >
          <div className="grid gap-4 md:grid-cols-2">
            <FormField
              control={form.control}
              name="name"
              render={({ field }) => (
                <FormItem>
                  <FormLabel>Name</FormLabel>
                  <FormControl>
                    <Input {...field} />
                  </FormControl>
                  <FormMessage />
                </FormItem>
              )}
            />
            <FormField
              control={form.control}
              name="email"
              render={({ field }) => (
                <FormItem>
                  <FormLabel>Email</FormLabel>
                  <FormControl>
                    <Input type="email" {...field} />
                  </FormControl>
                  <FormMessage />
                </FormItem>
              )}
            />
          </div>
          <FormField
            control={form.control}
            name="bio"
            render={({ field }) => (
              <FormItem>
                <FormLabel>Bio</FormLabel>
                <FormControl>
                  <Textarea {...field} />
                </FormControl>
                <FormDescription>Shown next to your reports.</FormDescription>
                <FormMessage />
              </FormItem>
            )}
          />
          <Separator />
          <FormField
            control={form.control}
            name="plan"
            render={({ field }) => (
              <FormItem>
                <FormLabel>Default plan</FormLabel>
                <FormControl>
                  <RadioGroup value={field.value} onValueChange={field.onChange} className="flex gap-6">
                    {profileSchema.shape.plan.options.map((plan) => (
                      <div key={plan} className="flex items-center gap-2">
                        <RadioGroupItem value={plan} id={`plan-${plan}`} />
                        <Label htmlFor={`plan-${plan}`} className="capitalize">
                          {plan}
                        </Label>
                      </div>
                    ))}
                  </RadioGroup>
                </FormControl>
              </FormItem>
            )}
          />
          <FormField
            control={form.control}
            name="threshold"
            render={({ field }) => (
              <FormItem>
                <FormLabel>Warn when health is below {field.value}</FormLabel>
                <FormControl>
                  <Slider
                    aria-label="Health threshold"
                    value={[field.value]}
                    onValueChange={([value]) => field.onChange(value)}
                    max={100}
                    step={5}
                  />
                </FormControl>
              </FormItem>
            )}
          />
          <FormField
            control={form.control}
            name="digest"
            render={({ field }) => (
              <FormItem className="flex items-center justify-between rounded-md border p-4">
                <div>
                  <FormLabel>Weekly digest</FormLabel>
                  <FormDescription>Every Monday, before nine.</FormDescription>
                </div>
                <FormControl>
                  <Switch checked={field.value} onCheckedChange={field.onChange} />
                </FormControl>
              </FormItem>
            )}
          />
          <Button type="submit">Save changes</Button>
        </form>
      </Form>
      <Accordion type="single" collapsible defaultValue="0">
        {questions.map(([question, answer], index) => (
          <AccordionItem key={question} value={`${index}`}>
            <AccordionTrigger>{question}</AccordionTrigger>
            <AccordionContent className="text-muted-foreground">{answer}</AccordionContent>
          </AccordionItem>
        ))}
      </Accordion>
    </div>
  );
};

export default Settings;
