interface Options { by: number }

type Name = string

function outer(o: Options): never {
  const inner = (name: Name): never => {
    throw new Error('boom ' + name + o.by)
  }
  return inner('at ')
}
enum E { A }
export class K { static m() { return outer({ by: E.A }) } }
export function made() { return new TypeError("made") }
