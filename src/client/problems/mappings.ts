/** The part of source maps that stack traces need: https://tc39.es/ecma426/ */

export interface SourceMap {
  sources?: (string | null)[];
  sourcesContent?: (string | null)[];
  mappings?: string;
  /** An index map has maps of consecutive pieces in place of mappings. */
  sections?: { offset: { line: number; column: number }; map: SourceMap }[];
}

/** A place in a source; line and column from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
  content: string | undefined;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base 64 VLQ: five bits a digit, the sixth says that there is more, the very first bit of the number is its sign. */
export function decode(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0) return [];
    value += (digit & 31) * 2 ** shift;
    if (digit & 32) {
      shift += 5;
    } else {
      numbers.push(value % 2 ? -(value - 1) / 2 : value / 2);
      value = shift = 0;
    }
  }
  return numbers;
}

/** Where a place of the generated text comes from; both counted from 1. `undefined`: from nowhere. */
export function original(map: SourceMap, line: number, column: number): Place | undefined {
  if (map.sections) {
    const section = [...map.sections].reverse().find(({ offset }) => offset.line < line - 1 || (offset.line === line - 1 && offset.column < column));
    if (!section) return undefined;
    const { offset } = section;
    return original(section.map, line - offset.line, line - 1 === offset.line ? column - offset.column : column);
  }
  const lines = (map.mappings ?? "").split(";");
  let source = 0;
  let row = 0;
  let place = 0;
  let found: [source: number, row: number, place: number] | undefined;
  for (const [index, text] of lines.slice(0, line).entries()) {
    let at = 0;
    for (const segment of text.split(",")) {
      const [start, ofSource, ofRow, ofPlace] = decode(segment);
      if (start === undefined) continue;
      at += start;
      if (ofSource === undefined || ofRow === undefined || ofPlace === undefined) continue;
      source += ofSource;
      row += ofRow;
      place += ofPlace;
      // The last one that begins at or before the column; before the first, the first.
      if (index === line - 1 && (at < column || !found)) found = [source, row, place];
    }
  }
  const file = found && map.sources?.[found[0]];
  if (!found || !file) return undefined;
  return { file, line: found[1] + 1, column: found[2] + 1, content: map.sourcesContent?.[found[0]] ?? undefined };
}
