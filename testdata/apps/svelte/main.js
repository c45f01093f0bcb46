'use strict';
const { compile, compileModule, parse, preprocess, VERSION } = require('svelte/compiler');

const source = `
<script>
  import Child from './Child.svelte';
  let { name = 'world', items = [], ...rest } = $props();
  let count = $state(0);
  let double = $derived(count * 2);
  $effect(() => { console.log(double); });
</script>
<svelte:head><title>{name}</title></svelte:head>
{#snippet row(item)}<li class:odd={item.n % 2}>{item.n}</li>{/snippet}
<h1 {...rest} onclick={() => count++}>Hello {name}! {@html '<b>x</b>'}</h1>
{#if count > 5}<p transition:fade>big</p>{:else if count}<Child {count} bind:value={count} />{:else}none{/if}
<ul>{#each items as item, i (item.id)}{@render row(item)}{:else}<li>empty</li>{/each}</ul>
{#await load() then v}{v}{:catch e}{e.message}{/await}
<input bind:value={name} />
<style> h1 { color: red } .unused { top: 0 } :global(body) { margin: 0 } </style>
`;
console.log(typeof VERSION);
for (const generate of ['client', 'server']) {
  const r = compile(source, { generate, filename: 'App.svelte', dev: false, css: 'external' });
  console.log(`--- ${generate}`);
  console.log(r.js.code);
  console.log(r.css.code, r.js.map.mappings.length, r.css.map.mappings.length);
  for (const w of r.warnings) console.log(w.code, w.message, w.start, w.frame);
}
console.log(compileModule('let n = $state(1); export const get = () => n; export function inc() { n += 1 }', { generate: 'client', filename: 'n.svelte.js' }).js.code);
console.log(JSON.stringify(parse('<p class="a {b}">{#if x}y{/if}</p>', { modern: true }).fragment));
for (const bad of ['{#if x}', '<p>{a b}</p>', '<script>let x = $state(); x = $props;</script>', '<Foo bind:x={1+1} />']) {
  try { compile(bad, { filename: 'bad.svelte' }); console.log('compiled'); } catch (e) { console.log(e.name, e.code, e.message, e.position, e.frame); }
}
preprocess('<style lang="up">a</style><p>x</p>', { style: ({ content }) => ({ code: content.toUpperCase() }), markup: ({ content }) => ({ code: content.replace('x', 'y') }) }).then((r) => console.log(r.code));
