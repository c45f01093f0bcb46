// What has every instruction, in scripts between lines of dashes. They are compiled and do not run. Each is as short as
// it can be: they cost every process that has a compile cache a moment.
function f(){t=`${a}`,s-=s*=s/=s%=u=-s;u=+s;u=~s;u=!s;u=s&t|l^c;u=s<<1>>2>>>3;u=s<=t;u=s>t;u=s>=t;u=s==t;u=s!=t;u=s!==t
u=s instanceof O;u='a'in a||a.b?.(1);a?.b
u=a[b]();u=a(...c);u=new(1);u=new a(...b)
u=a.a.b=a[b]--;u=[,...b];u=/\é/
u={[b]:2,'é':3,__proto__:n,...{},get[b](){1},set[b](v){},[b2]:class{}}
u=async()=>u=async function(){}
for(i=0;i<3;)for(let j=0;j<2;){u=()=>j}for(k of a)for(a.b of b)for(a[0]in b)w:for(;;)try{throw a}catch(e){u=()=>e}switch(a){case 1:d:u=3}var{y:[...z2],...r}=({z:a[b],...a.r}=b);[]===t``}
----
'use strict'
function f({d=1},...r){delete a.b;delete a[b];u=a.u=()=>[arguments,n.t];const k=k=u=a[b]++;for(a[b]in r)u=a.b&&=a.x**=u=a[b]??=2}function g(...r){()=>r}function h({},b=e){try{return 1}finally{}}f.g=class C extends f{#p=1;static{C.#m2()}c(){u=super['y']=#p in(()=>t);[t.#p]=u=t.#p=s.x??=1;super['x']||=1}#m(){return new.target}#m2(){1}set#g(v){t.#g++}get#s(){}async#y(){t.#p}*#z(){1}set['e'](v){}}
class D{}class E extends D{constructor(){super(...[1])}a=1}function*l(){}2
----
(function(){function i(){}eval(...a);with(a)()=>{eval()}})
----
(function(){'use strict';eval(...[1]);class A extends O{constructor(){super(()=>{this.y})}}function h(a=eval('1'),b=()=>a){}})
----
delete a;this.x;typeof b
----
(function(a){const y=1;var x=u=(a=4);u=x++;with(a){x;y;for(x in a)[]=u}[a]=u;for(i=0;i<z;)x=class L{[x](){}};delete a?.b?.();u=delete a?.b?.();delete a?.b?.c;delete a?.b?.[x];u={m(){u=super.u=super[[]]=u=super[x]++;for(super.x of a)super.x??=super[x]??=delete super.x},get x(){super.y()+[]}}})
----
class G extends O{constructor(){u=super[1]=u=super[1]();super.u=super.a}}
----
try{1}finally{2}
----
(function(){var x=u=x++;{let q=q=3}({x}=u);try{}catch(e){e=x}class Local extends a{}u=function s(){}})
----
(()=>{var v=1,w;const c=3;with(a){v;c;w=l}})
----
(function(a){let x;var u=class N{[N]=1};u=u=x=()=>a})
----
(function(a){with(a){for(let i=j=1;i<2;i++){var z=z}}()=>a})
----
(class O{m(){(()=>{super[a]=1});[super[a]]=a}})
