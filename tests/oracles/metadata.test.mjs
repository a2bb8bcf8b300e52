// emitDecoratorMetadata: what TypeScript tells `Reflect.metadata` (https://www.typescriptlang.org/docs/handbook/decorators.html#metadata).
import assert from "node:assert/strict";
import { test } from "node:test";
import { appOf, compileAll, problemsOf, run } from "./support/ours.mjs";

const FILES = {
  "tsconfig.json": '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
  "service.ts": "export class Service {}",
  "main.ts": `import { Service } from "./service";
    const noted: unknown[] = [];
    (Reflect as any).metadata = (key: string, value: any) => (target: any, name?: string) => {
      const named = Array.isArray(value) ? value.map((one) => one?.name) : value?.name;
      noted.push([key, target.name ?? target.constructor.name, name ?? null, named ?? null]);
    };
    const mark = (..._: any[]): any => {};
    @mark class A {
      @mark field: string = "";
      @mark maybe?: Service;
      constructor(public service: Service, count: number, list: string[]) {}
      @mark method(a: Date, b: boolean | null): Promise<void> { return Promise.resolve(); }
    }
    export { noted, A };`,
};

test("types of decorated members are told as TypeScript tells them", async () => {
  const [answer] = await compileAll([appOf({ files: FILES, entry: "main.ts", options: {} })]);
  assert.deepEqual(problemsOf(answer), []);
  const { noted } = await run(answer, "main.ts");
  const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();
  assert.deepEqual(
    sorted(noted),
    sorted([
      ["design:type", "A", "field", "String"],
      ["design:type", "A", "maybe", "Service"],
      ["design:type", "A", "method", "Function"],
      ["design:paramtypes", "A", "method", ["Date", "Boolean"]],
      ["design:returntype", "A", "method", "Promise"],
      ["design:paramtypes", "A", null, ["Service", "Number", "Array"]],
    ]),
  );
});

test("without the option nothing is told", async () => {
  const files = { ...FILES, "tsconfig.json": '{ "compilerOptions": { "experimentalDecorators": true } }' };
  const [answer] = await compileAll([appOf({ files, entry: "main.ts", options: {} })]);
  assert.deepEqual((await run(answer, "main.ts")).noted, []);
});
