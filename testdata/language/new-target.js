// new.target is undefined in a function that a constructor calls.
function F(){return new.target}
class A{constructor(){ this.r=[F(), new.target===A, Reflect.construct(F,[])!==undefined] } m(){ return F() }}
console.log(new A().r, new F() instanceof F, F());
function G(x){ if(!new.target) return new G(x); this.x=x; this.inner = x>0 ? G(x-1) : null }
console.log(new G(2));
class B extends A{ constructor(){ super(); this.t=new.target===B; this.f=F() } }
console.log(new B());
function H(){ return (()=>new.target)() }
console.log(H(), typeof new (function(){ this.k = (()=>new.target)(); })().k);
console.log([1].map(function(){return new.target}), new (class { x = F() })().x);
function K(){ try { return F() } finally {} } console.log(new A().m(), new K() instanceof K);
function* gen(){ yield F() } console.log(new (class{ constructor(){ this.g=[...gen()] } })().g);
console.log(Reflect.construct(function(){ return {nt:new.target} },[],A).nt===A, F.call({}), F.apply({}), F.bind({})());
