// env: LANG=en_US.UTF-8 TZ=UTC
let seed=42;const R=n=>{seed=(seed+0x6D2B79F5)|0;let t=Math.imul(seed^(seed>>>15),1|seed);t=(t+Math.imul(t^(t>>>7),61|t))^t;return ((t^(t>>>14))>>>0)%n};const P=a=>a[R(a.length)];
const loc=['en','en-GB','en-IN','de','de-CH','de-AT','fr','fr-CA','fr-CH','ja','es','es-MX','es-AR','zh','zh-TW','ru','pt','pt-PT','ko','it','hi','ar','ar-EG','tr','pl','nl','vi','id','bn','ur','sv','da','nb','fi','cs','hu','el','he','uk','th','fa','ro','sk','sr','hr','bg','ca','lt','mr','ta','te'];
const nums=[0,-0,1,-1,0.5,1.5,2.5,-2.5,1234.5678,-9876.54321,1e6,123456789,0.000123,99.995,999.95,999999,NaN,Infinity,-Infinity,12,100,1000,10000,0.1+0.2];
for(let i=0;i<2000;i++){const l=P(loc),o={};
 const st=P(['decimal','decimal','percent','currency','unit']);o.style=st;
 if(st=='currency'){o.currency=P(['USD','EUR','JPY','GBP','INR','CHF','KWD','BRL','CNY','RUB']);o.currencyDisplay=P(['symbol','narrowSymbol','code','name']);o.currencySign=P(['standard','accounting'])}
 if(st=='unit'){o.unit=P(['kilometer','liter','day','byte','celsius','mile-per-hour','kilometer-per-hour','kilogram','foot','percent','gigabyte','minute','month','meter-per-second','liter-per-kilometer','gram-per-liter']);o.unitDisplay=P(['short','long','narrow'])}
 o.notation=P(['standard','standard','standard','compact','scientific','engineering']);if(o.notation=='compact')o.compactDisplay=P(['short','long']);
 if(R(3)==0)o.signDisplay=P(['auto','always','never','exceptZero','negative']);
 if(R(4)==0)o.useGrouping=P([true,false,'min2','always','auto']);
 const k=R(7);if(k==0)o.maximumFractionDigits=R(5);if(k==1){o.minimumFractionDigits=R(3);o.maximumFractionDigits=3+R(3)}if(k==2)o.maximumSignificantDigits=1+R(5);if(k==3){o.minimumSignificantDigits=1+R(3);o.maximumSignificantDigits=3+R(4)}if(k==4){o.minimumIntegerDigits=1+R(4)}
 if(R(5)==0)o.roundingMode=P(['ceil','floor','expand','trunc','halfCeil','halfFloor','halfExpand','halfTrunc','halfEven']);
 if(R(9)==0){o.roundingPriority=P(['morePrecision','lessPrecision']);o.maximumFractionDigits=R(3);o.maximumSignificantDigits=1+R(4);delete o.minimumFractionDigits;delete o.minimumSignificantDigits}
 if(R(9)==0)o.trailingZeroDisplay='stripIfInteger';
 if((o.notation!='standard')&&(st=='unit'||o.currencyDisplay=='name'))continue;try{const f=new Intl.NumberFormat(l,o);const a=P(nums),b=P(nums),c=P(nums);console.log(l,JSON.stringify(o),a,b,f.format(a),'|',f.format(b),'|',f.formatToParts(c).map(p=>p.type+':'+p.value).join(' '))}catch(e){console.log(l,JSON.stringify(o),e.message)}
}
