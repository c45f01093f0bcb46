'use strict';
const prettier = require('prettier');

const inputs = {
  'a.js': 'const {a,b:{c}}=require("x");export default async function   f(x,{y,z}={},...rest){if(x)return await y.then(v=>v?.q??z,function(){throw new Error(`no ${v}`)});else{for(const k of rest)console.log(k,"a very long string that makes this line break over eighty characters")}}\n// end',
  'b.ts': 'type A<T>=T extends (infer U)[]?U:never;interface B{readonly x?:string|number,m<T>(this:B,a:T):asserts a is T};enum E{A=1,B};abstract class C<T> implements B{constructor(private readonly x:string,public y?:number){super()}}',
  'c.jsx': 'const V=()=><ul className="a b" onClick={()=>{go()}}>{items.map(i=><li key={i.id} {...i}>{i.name} text that is long enough to be wrapped at some point, surely</li>)}</ul>',
  'd.css': '@media (max-width:100px){a:hover,b>c{color:RED;background:url(x.png) no-repeat}}\n.x{--y:1px;margin:0 auto!important}',
  'e.md': '# Title\n* one\n* two\n    * three\n\n| a | b |\n|-|:-:|\n| long cell | x |\n\n```js\nlet  a=1\n```\n__bold__ *em*',
  'f.json': '{"a":[1,2,{"b":null}],"long":["aaaaaaaaaaaaaaaaaaaaaaaaa","bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","cccccccccccccccccccccc"]}',
  'g.yaml': 'a:   1\nb:\n    - x\n    -   y: {z: 1,   w: [1,2]}\n# note\nc: |\n   text\n   more',
  'h.html': '<div class="a   b"><p>Some <b>bold</b> text<br/>and more</p><script>let  x=1</script><ul><li>1</li><li>2</li></ul></div>',
  'i.graphql': 'query Q($a:Int=1){user(id:$a){...F,name}} fragment F on User{id}',
};
(async () => {
  for (const [filepath, text] of Object.entries(inputs)) {
    console.log(`--- ${filepath}`);
    console.log(await prettier.format(text, { filepath, singleQuote: true }));
  }
  console.log(await prettier.check('let a = 1;\n', { parser: 'babel' }), await prettier.getFileInfo('x.vue'));
  console.log(await prettier.formatWithCursor('foo( 1)', { parser: 'babel', cursorOffset: 5 }));
  await prettier.format('let a = {\n', { filepath: 'bad.js' }).catch((e) => console.log(e.name, e.message, e.loc));
})();
