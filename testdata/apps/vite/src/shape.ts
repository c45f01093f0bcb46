export interface Shape { area(): number }
export enum Kind { Round, Square }
export class Circle implements Shape {
  constructor(private r: number, readonly kind = Kind.Round) {}
  area() { return Math.PI * this.r ** 2; }
}
