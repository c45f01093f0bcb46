// What stands in front of a declaration may end in a period.
export default async () => {};
// And this one in new
const later = import('node:fs');
// A property called import.
const o = { import: 1, export: 2 };
console.log(o.import, o?.export, typeof (await later).readFile);
// The function has the name of the export.
import(import.meta.url).then((m) => console.log(m.default.name, m.default.toString()));
