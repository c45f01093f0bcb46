// env: LANG=en_US.UTF-8 TZ=UTC
const t=(f)=>{try{console.log(f.toString().slice(4),"=>",f())}catch(e){console.log(f.toString().slice(4),"=> !",e.name+": "+e.message+(e.code?" "+e.code:""))}};
for(const l of ['en','de','fr','ja','ar','es','ru','pl','hi','zh']){
 for(const st of ['long','short','narrow'])for(const ty of ['conjunction','disjunction','unit'])console.log(l,st,ty,new Intl.ListFormat(l,{style:st,type:ty}).format(['a','b','c']),new Intl.ListFormat(l,{style:st,type:ty}).format(['a','b']));
 for(const st of ['long','short','narrow'])for(const nu of ['auto','always'])for(const u of ['day','year','hour','second','week','quarter'])console.log(l,st,nu,u,[-2,-1,-0,0,1,2,1000.5].map(x=>new Intl.RelativeTimeFormat(l,{style:st,numeric:nu}).format(x,u)).join(' | '));
 const pr=new Intl.PluralRules(l),po=new Intl.PluralRules(l,{type:'ordinal'});console.log(l,[0,1,2,3,5,11,21,22,100,1.5,1e6,1e7].map(x=>pr.select(x)+'/'+po.select(x)).join(' '));
 for(const w of ['long','short','narrow'])for(const u of ['day','liter','mile-per-hour','celsius','kilobyte','percent','foot','kilogram-per-second'])console.log(l,w,u,[0,1,2,5,1234.5].map(x=>x.toLocaleString(l,{style:'unit',unit:u,unitDisplay:w})).join(' | '));
 for(const c of ['USD','EUR','JPY','KWD','CNY','BRL'])for(const cd of ['symbol','narrowSymbol','code','name'])for (const cs of ['standard','accounting']) console.log(l,c,cd,cs,[0,1,-2,1234567.891].map(x=>x.toLocaleString(l,{style:'currency',currency:c,currencyDisplay:cd,currencySign:cs})).join(' | '));
 for(const cd of ['short','long'])console.log(l,cd,[0,1,999,1000,1500,12345,999999,1e6,2e6,1.5e7,123456789,1e9,1e12,1e15].map(x=>x.toLocaleString(l,{notation:'compact',compactDisplay:cd})).join(' | '),[1000,1e6].map(x=>x.toLocaleString(l,{notation:'compact',compactDisplay:cd,style:'currency',currency:'USD'})).join(' | '));
 for(const ty of ['language','region','script','currency','calendar'])console.log(l,ty,({language:['en','en-US','zh-Hant','pt-BR','fr-CA','sr-Latn-RS','nl-BE','zh-Hant-HK'],region:['US','DE','JP','001','419','HK'],script:['Latn','Cyrl','Hans'],currency:['USD','EUR','INR'],calendar:['gregory','buddhist','islamic-umalqura']})[ty].map(x=>new Intl.DisplayNames(l,{type:ty}).of(x)).join(' | '));
}
console.log(JSON.stringify([...new Intl.Segmenter('en',{granularity:'word'}).segment("Hello, world! It's 3.14 o'clock 👨‍👩‍👧")].map(s=>[s.segment,s.index,s.isWordLike])));
console.log(JSON.stringify([...new Intl.Segmenter('en',{granularity:'sentence'}).segment("Hello world. How are you? Mr. X.")].map(s=>[s.segment,s.index])));
console.log(JSON.stringify([...new Intl.Segmenter('en').segment("e\u0301👨‍👩‍👧x\r\n🇩🇪🇫🇷")].map(s=>[s.segment,s.index])), new Intl.Segmenter('en').segment("a👍b").containing(2).index);
console.log(['b','a','B','A','_','1','ä','z','Z','é','e','-','10','2','ß','ss','Å','ñ','n','o'].sort((a,b)=>a.localeCompare(b)).join());
console.log(['b','a','B','A','ä','z','Z','å','ö'].sort(new Intl.Collator('sv').compare).join(), ['b','a','B','A','ä','z'].sort(new Intl.Collator('de',{caseFirst:'upper'}).compare).join(),['a10','a2','a1'].sort(new Intl.Collator('en',{numeric:true}).compare).join());
for (const se of ['base','accent','case','variant']) console.log(se,[['a','A'],['a','á'],['a','b'],['A','á']].map(([x,y])=>new Intl.Collator('en',{sensitivity:se}).compare(x,y)).join());
console.log("i".toLocaleUpperCase('tr'),"I".toLocaleLowerCase('tr'),"ß".toLocaleUpperCase(),(12345.678).toLocaleString(),12345678901234567890n.toLocaleString('de'),[1234.5,1e6].toLocaleString('de'));
