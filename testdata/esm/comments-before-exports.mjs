// What stands in front of a declaration may end in a period.
export default async () => {};
// And this one in new
const later = import('node:fs');
// A property called import.
const o = { import: 1, export: 2 };
console.log(o.import, o?.export, typeof (await later).readFile);
// The function has the name of the export.
console.log((await import(import.meta.url)).default.name, (await import(import.meta.url)).default.toString());
