import { useState } from 'react';
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  useReactTable,
  type SortingState,
  type VisibilityState,
} from '@tanstack/react-table';
import { ArrowUpDown, ChevronRight, Columns3 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Input } from '@/components/ui/input';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { short } from '@/lib/dates';
import { useStudio } from '@/store/studio';
import type { Episode, Stage } from '@/types';

const column = createColumnHelper<Episode>();

const looks: Record<Stage, 'default' | 'secondary' | 'accent' | 'outline'> = {
  idea: 'outline',
  recorded: 'secondary',
  edited: 'accent',
  published: 'default',
};

const columns = [
  column.accessor('number', { header: 'No.', cell: (info) => <span className="tabular-nums">{info.getValue()}</span> }),
  column.accessor('title', { header: 'Title', cell: (info) => <span className="font-medium">{info.getValue()}</span> }),
  column.accessor('guest', { header: 'Guest' }),
  column.accessor('stage', {
    header: 'Stage',
    cell: (info) => (
      <Badge variant={looks[info.getValue()]} className="capitalize">
        {info.getValue()}
      </Badge>
    ),
  }),
  column.accessor('airs', { header: 'Airs', cell: (info) => short(info.getValue()) }),
  column.accessor('listeners', {
    header: 'Listeners',
    cell: (info) => info.getValue().toLocaleString('en-US'),
  }),
];

export default function EpisodeTable({ data }: { data: Episode[] }) {
  const [sorting, setSorting] = useState<SortingState>([{ id: 'number', desc: true }]);
  const [globalFilter, setGlobalFilter] = useState('');
  const [columnVisibility, setColumnVisibility] = useState<VisibilityState>({});
  const advance = useStudio((state) => state.advance);

  const table = useReactTable({
    data,
    columns,
    state: { sorting, globalFilter, columnVisibility },
    onSortingChange: setSorting,
    onGlobalFilterChange: setGlobalFilter,
    onColumnVisibilityChange: setColumnVisibility,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
  });

  return (
    <div className="sheet overflow-hidden">
      <header>
        <Input
          placeholder="Filter"
          aria-label="Filter episodes"
          className="max-w-56"
          value={globalFilter}
          onChange={(event) => setGlobalFilter(event.target.value)}
        />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" size="sm">
              <Columns3 /> Columns
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {table.getAllLeafColumns().map((leaf) => (
              <DropdownMenuCheckboxItem
                key={leaf.id}
                className="capitalize"
                checked={leaf.getIsVisible()}
                onCheckedChange={(visible) => leaf.toggleVisibility(visible)}
              >
                {leaf.id}
              </DropdownMenuCheckboxItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      </header>
      <Table>
        <TableHeader>
          {table.getHeaderGroups().map((group) => (
            <TableRow key={group.id}>
              {group.headers.map((header) => (
                <TableHead key={header.id} className="first:pl-5">
                  <button type="button" className="flex items-center gap-1.5" onClick={header.column.getToggleSortingHandler()}>
                    {flexRender(header.column.columnDef.header, header.getContext())}
                    <ArrowUpDown className="size-3 opacity-40" />
                  </button>
                </TableHead>
              ))}
              <TableHead />
            </TableRow>
          ))}
        </TableHeader>
        <TableBody>
          {table.getRowModel().rows.map((row) => (
            <TableRow key={row.id} className="group/row">
              {row.getVisibleCells().map((cell) => (
                <TableCell key={cell.id} className="py-3 first:pl-5">
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </TableCell>
              ))}
              <TableCell className="pr-5 text-right">
                <Button
                  variant="ghost"
                  size="sm"
                  className="opacity-60 group-hover/row:opacity-100"
                  disabled={row.original.stage === 'published'}
                  onClick={() => advance(row.original.id)}
                >
                  Advance <ChevronRight />
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
