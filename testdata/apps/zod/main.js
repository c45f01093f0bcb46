'use strict';
const { z } = require('zod');

const User = z.object({
  id: z.uuid(), name: z.string().min(2).max(10).trim(), email: z.email().optional(), age: z.coerce.number().int().positive(),
  role: z.enum(['admin', 'user']).default('user'), tags: z.array(z.string()).nonempty(), meta: z.record(z.string(), z.unknown()),
  when: z.iso.datetime().transform((s) => new Date(s)), pair: z.tuple([z.number(), z.literal('x')]).nullable(),
}).strict();
const good = { id: '6f2d1b1e-3c55-4b0e-9a52-0c6f1f0a7b11', name: ' Ann ', age: '41', tags: ['a'], meta: { k: [1] }, when: '2024-01-02T03:04:05Z', pair: [1, 'x'] };
console.log(User.parse(good));
const bad = User.safeParse({ id: 'no', name: 'A', email: 'x@', age: -1.5, role: 'root', tags: [], meta: 1, when: 'yesterday', pair: ['1', 'y'], extra: true });
console.log(bad.success, bad.error.issues);
console.log(z.prettifyError(bad.error), z.treeifyError(bad.error).properties.pair, bad.error.name, bad.error instanceof z.ZodError, bad.error instanceof Error);
const Shape = z.discriminatedUnion('kind', [z.object({ kind: z.literal('circle'), r: z.number() }), z.object({ kind: z.literal('square'), side: z.number() })]);
console.log(Shape.parse({ kind: 'square', side: 2 }), Shape.safeParse({ kind: 'hexagon' }).error.message);
const Tree = z.object({ value: z.number(), get children() { return z.array(Tree); } });
console.log(JSON.stringify(Tree.parse({ value: 1, children: [{ value: 2, children: [] }] })));
console.log(User.partial().pick({ name: true, age: true }).parse({}), z.string().brand().safeParse(1).error.issues[0].message);
console.log(z.string().refine((s) => s.startsWith('x'), { error: 'must start with x' }).superRefine((s, c) => { if (s.length > 3) c.addIssue({ code: 'custom', message: 'long' }); }).safeParse('abcd').error.issues);
console.log(z.union([z.string(), z.number().min(5)]).safeParse(3).error.issues, z.map(z.string(), z.date()).parse(new Map([['a', new Date(0)]])), z.bigint().parse(5n), z.set(z.number()).parse(new Set([1])));
console.log(JSON.stringify(z.toJSONSchema(User.omit({ when: true }))));
z.string().refine(async (s) => s === 'ok').parseAsync('no').catch((e) => console.log(e.issues));
const f = z.function({ input: [z.number()], output: z.string() }).implement((n) => String(n * 2));
console.log(f(21));
try { f('x'); } catch (e) { console.log(e.constructor.name, e.issues[0].path); }
