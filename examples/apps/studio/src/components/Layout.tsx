import { AudioWaveform, FileText, LayoutGrid, ListMusic, Moon, Send, Sun } from 'lucide-react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { motion } from 'motion/react';
import { ThemeProvider, useTheme } from '../store/theme';
import { t } from '../i18n';
import { cn } from '@/lib/utils';
import { Avatar, AvatarFallback } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Separator } from '@/components/ui/separator';
import { Tooltip, TooltipContent, TooltipTrigger } from '@/components/ui/tooltip';

const links = [
  { to: '/', label: t('overview'), icon: LayoutGrid },
  { to: '/episodes', label: t('episodes'), icon: ListMusic },
  { to: '/notes', label: t('notes'), icon: FileText },
  { to: '/publish', label: t('publish'), icon: Send },
];

function ThemeButton() {
  const { theme, toggle } = useTheme();

  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button variant="ghost" size="icon" onClick={toggle} aria-label="Theme" aria-pressed={theme === 'dark'} className="pressed:bg-accent">
          {theme === 'dark' ? <Sun /> : <Moon />}
        </Button>
      </TooltipTrigger>
      <TooltipContent>Switch theme</TooltipContent>
    </Tooltip>
  );
}

export default function Layout() {
  const { pathname } = useLocation();

  return (
    <ThemeProvider>
      <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-8 3xl:max-w-[100rem]">
        <header className="flex h-18 items-center gap-6">
          <span className="flex items-center gap-2.5 font-serif text-lg font-medium">
            <span className="grid size-9 place-items-center rounded-full bg-linear-to-br/oklch from-tide-500 to-tide-900 text-white inset-shadow-sm">
              <AudioWaveform className="size-5" />
            </span>
            Undertow
          </span>
          <nav className="flex gap-1 max-sm:hidden">
            {links.map(({ to, label, icon: Icon }) => (
              <NavLink
                key={to}
                to={to}
                end={to === '/'}
                className={({ isActive }) =>
                  cn(
                    'flex items-center gap-2 rounded-full px-3.5 py-1.5 text-sm font-medium text-muted-foreground transition-colors hover:text-foreground',
                    isActive && 'bg-accent text-accent-foreground'
                  )
                }
              >
                <Icon className="size-4" />
                {label}
              </NavLink>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-3">
            <ThemeButton />
            <Separator orientation="vertical" className="h-5!" />
            <Avatar>
              <AvatarFallback className="bg-tide-300 text-xs font-semibold text-tide-900">IR</AvatarFallback>
            </Avatar>
          </div>
        </header>
        <motion.main
          key={pathname}
          className="flex-1 py-6"
          initial={{ opacity: 0, y: 10 }}
          animate={{ opacity: 1, y: 0 }}
          transition={{ duration: 0.25 }}
        >
          <Outlet />
        </motion.main>
        <footer className="flex justify-between border-t py-5 text-xs text-muted-foreground">
          <span>Undertow Studio, {__BUILD_LABEL__}</span>
          <span>{import.meta.env.DEV ? 'Draft mode' : 'Live'}</span>
        </footer>
      </div>
    </ThemeProvider>
  );
}
