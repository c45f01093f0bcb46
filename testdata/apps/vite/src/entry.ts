import data from 'virtual:data';
import { Circle, type Shape } from './shape';
import json from './about.json';

declare const __VERSION__: string;
export async function render(name: string): Promise<string> {
  const shapes: Shape[] = data.map((r: number) => new Circle(r));
  const { shout } = await import('./lazy');
  return shout(`${name} ${shapes.map((s) => s.area().toFixed(1))} ${json.title} ${__VERSION__} ${import.meta.env.SSR} ${import.meta.env.MODE}`);
}
