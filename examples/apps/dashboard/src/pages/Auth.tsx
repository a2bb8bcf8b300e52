import { useState, type FormEvent } from "react";
import { Link } from "react-router-dom";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { InputOTP, InputOTPGroup, InputOTPSeparator, InputOTPSlot } from "@/components/ui/input-otp";
import { Label } from "@/components/ui/label";
import { useAuth } from "@/contexts/AuthContext";
import { range } from "@/lib/collections";

export const Auth = () => {
  const { signIn } = useAuth();
  const [error, setError] = useState<string>();
  const [code, setCode] = useState("");

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { error } = await signIn(`${form.get("email")}`, `${form.get("password")}`);
    setError(error?.message);
  };

  return (
    <div className="grid min-h-screen place-items-center bg-gradient-subtle p-4">
      <form onSubmit={onSubmit} className="w-full max-w-sm space-y-5 rounded-lg border bg-card p-8 shadow-elegant">
        <h1 className="text-2xl font-semibold">Sign in to {import.meta.env.VITE_APP_NAME}</h1>
        <div className="space-y-2">
          <Label htmlFor="email">Email</Label>
          <Input id="email" name="email" type="email" autoComplete="email" required />
        </div>
        <div className="space-y-2">
          <Label htmlFor="password">Password</Label>
          <Input id="password" name="password" type="password" autoComplete="current-password" required />
        </div>
        <div className="space-y-2">
          <Label htmlFor="code">Code</Label>
          <InputOTP id="code" maxLength={6} value={code} onChange={setCode}>
            <InputOTPGroup>
              {range(3).map((index) => (
                <InputOTPSlot key={index} index={index} />
              ))}
            </InputOTPGroup>
            <InputOTPSeparator />
            <InputOTPGroup>
              {range(3).map((index) => (
                <InputOTPSlot key={index} index={index + 3} />
              ))}
            </InputOTPGroup>
          </InputOTP>
        </div>
        {error && <p className="text-sm text-destructive">{error}</p>}
        <Button type="submit" className="w-full">
          Sign in
        </Button>
        <Button asChild variant="link" className="w-full">
          <Link to="/">Back to the workspace</Link>
        </Button>
      </form>
    </div>
  );
};
