// Functions declared in blocks of code that is not strict.
const t = (code) => {
  let run = () => (0, eval)(code);
  for (const where of ['eval', 'function', 'direct']) {
    let out;
    try {
      if (where === 'function') run = () => new Function(code.replace(/;([^;]*)$/, '; return $1'))();
      if (where === 'direct') run = () => (function () { return eval(code); })();
      out = run();
    } catch (e) { out = e.name + ': ' + e.message; }
    console.log(where, code, '=>', out);
  }
};
t('var before = typeof a1; { function a1() {} }; before + typeof a1');
t('if (1) function a2() { return 2 } ; typeof a2');
t('if (0) ; else function a3() { return 3 } ; typeof a3');
t('switch (1) { case 1: function a4() {} }; typeof a4');
t('switch (1) { case 0: function a5() {} }; typeof a5');
t('{ function a6() { return 1 } function a6() { return 2 } }; a6()');
t('let a7 = 1; { function a7() {} }; typeof a7');
t('{ let a8 = 1; { function a8() {} } }; typeof a8');
t('for (let a9 of [1]) { function a9() {} }; typeof a9');
t('try { throw {} } catch ({ b2 }) { { function b2() {} } }; typeof b2');
t('{ function b3() { return 1 } b3 = 2; }; typeof b3');
t('{ b4(); function b4() { return 1 } }; b4()');
t('{ function* b5() {} }; typeof b5');
t('{ async function b6() {} }; typeof b6');
t('"use strict"; { function b7() {} }; typeof b7');
t('for (var i = 0; i < 3; i++) { function b8() { return i } }; b8()');
t('b9: { if (1) break b9; function c1() {} }; typeof c1');
t('{ function c2() { { function c3() {} } return typeof c3 } }; c2()');
t('do { function c5() { return 5 } } while (0); c5()');
t('var c6 = 1; { function c6() {} }; typeof c6');
t('(() => { { function c7() {} } return typeof c7 })() + ";"; typeof c7');
t('1; { function c8() {} }');
console.log((function (d1) { { function d1() {} } return typeof d1; })(1), (function (d2 = 1) { { function d2() {} } return typeof d2; })());
function outer() { 'use strict'; return eval('{ function inner() {} } typeof inner'); }
console.log(outer());
{ function atTop() { return 'top'; } }
console.log(atTop(), Object.keys(globalThis).filter((k) => /^ǃ/.test(k)));
console.log((function f() { const inner = () => new.target; return inner(); })(), new (function F() { this.x = () => new.target; })().x().name);
console.log(Reflect.construct(function () { return { t: (() => (() => new.target)())() }; }, [], Array).t === Array);
class Base { constructor() { this.t = () => new.target; } }
class Derived extends Base {}
console.log(new Derived().t().name, (() => { function g() { return () => new.target; } return g()(); })());
