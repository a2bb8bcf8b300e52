import { useActionState, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useStudio } from '@/store/studio';

function Submit() {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" disabled={pending}>
      Add episode
    </Button>
  );
}

export default function NewEpisode() {
  const [open, setOpen] = useState(false);
  const add = useStudio((state) => state.add);
  const [error, action] = useActionState<string | null, FormData>((_previous, form) => {
    const title = String(form.get('title') ?? '').trim();
    if (!title) return 'A title is needed.';
    add(title, String(form.get('guest') || 'To be found'));
    setOpen(false);
    return null;
  }, null);

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus /> New episode
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New episode</DialogTitle>
          <DialogDescription>It starts as an idea.</DialogDescription>
        </DialogHeader>
        <form action={action} className="grid gap-4">
          <div className="grid gap-2">
            <Label htmlFor="title">Title</Label>
            <Input id="title" name="title" aria-invalid={error !== null} />
            {error && <p className="text-sm text-destructive">{error}</p>}
          </div>
          <div className="grid gap-2">
            <Label htmlFor="guest">Guest</Label>
            <Input id="guest" name="guest" />
          </div>
          <DialogFooter>
            <Submit />
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
