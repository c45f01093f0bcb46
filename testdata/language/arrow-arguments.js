function f1(){ return (()=>arguments.length)() } console.log(f1(1,2,3));
function f2(a){ const g=()=>arguments.length; return g() } console.log(f2(1,2,3));
function f3(){ const g=()=>arguments; return g().length } console.log(f3(1,2,3));
function f4(){ return [1].map(()=>arguments.length)[0] } console.log(f4(1,2,3));
function f5(){ let x=1; return (()=>arguments.length+x)() } console.log(f5(1,2,3));
function f6(){ return (()=>[].slice.call(arguments))() } console.log(f6(1,2,3));
function f7(a){ return (()=>()=>{ arguments[0]=5; return a })()() } console.log(f7(1,2,3));
function f8(a){ return ((x=arguments[1])=>x)() } console.log(f8(1,2,3));
function f9(a){ return ((arguments)=>arguments)(9) } console.log(f9(1,2,3));
function f10(a){ return (()=>{ let arguments = 4; return arguments })() } console.log(f10(1,2,3));
function f11(a){ return (()=>({arguments}).arguments.length)() } console.log(f11(1,2,3));
function f12(){ 'use strict'; return (()=>{ if (arguments.length) return `${arguments[0]}` })() } console.log(f12(1,2,3));
class A { m(){ return (()=>arguments.length)() } static s(...a){ return (async()=>arguments.length)() } constructor(){ this.n=(()=>arguments[0])() } get g(){ return (()=>arguments.length)() } }
console.log(new A(7).n, new A().m(1,2), new A().g); A.s(1,2,3,4).then(console.log);
const o={ m(){ return (()=>{ try { throw arguments[0] } catch (e) { return e } })() }, *g(){ yield* (()=>arguments)() } }; console.log(o.m(3), [...o.g(1,2)]);
console.log((()=>typeof arguments)());
function f13(){ return (() => { return typeof arguments })() } console.log(f13());
function f14(){ var h = () => { arguments.x = 1; delete arguments[0]; return arguments }; return h() } console.log(f14(1,2));
(function(){ setTimeout(()=>console.log(arguments[0]), 1) })('late');
