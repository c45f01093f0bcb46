interface Unused { a: string }

export const x: number = fail();
function fail(): number {
  throw new Error('broken');
}
