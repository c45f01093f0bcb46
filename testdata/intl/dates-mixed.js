// env: LANG=en_US.UTF-8 TZ=UTC
let seed=7;const R=n=>{seed=(seed+0x6D2B79F5)|0;let t=Math.imul(seed^(seed>>>15),1|seed);t=(t+Math.imul(t^(t>>>7),61|t))^t;return ((t^(t>>>14))>>>0)%n};const P=a=>a[R(a.length)];
const loc=['en','en','en-GB','en-IN','en-CA','de','de-CH','de-AT','fr','fr-CA','ja','es','es-MX','es-AR','zh','zh-TW','ru','pt','pt-PT','ko','it','hi','ar','ar-EG','tr','pl','nl','vi','id','bn','sv','da','nb','fi','hu','el','he','uk','ro','sk','hr','bg','ca','lt','mr','ta','te'];
const tz=['UTC','America/New_York','Europe/London','Asia/Tokyo','Asia/Kolkata','Australia/Sydney','America/Sao_Paulo','Africa/Cairo','Europe/Berlin','Asia/Shanghai','America/Phoenix','+05:30','Pacific/Honolulu','America/Los_Angeles'];
for(let i=0;i<2000;i++){const l=P(loc),o={timeZone:P(tz)};
 if(R(3)==0){const k=R(3);if(k!=0)o.dateStyle=P(['full','long','medium','short']);if(k!=1)o.timeStyle=P(['full','long','medium','short']);}
 else{if(R(3)==0)o.weekday=P(['long','short','narrow']);if(R(2))o.year=P(['numeric','2-digit']);if(R(2))o.month=P(['numeric','2-digit','long','short','narrow']);if(R(2))o.day=P(['numeric','2-digit']);
 if(R(3)==0){o.hour=P(['numeric','2-digit']);if(R(3))o.minute=P(['numeric','2-digit']);if(o.minute&&R(2))o.second=P(['numeric','2-digit']);if(o.second&&R(3)==0)o.fractionalSecondDigits=1+R(3)}
 if(R(8)==0)o.timeZoneName=P(['short','long','shortOffset','longOffset','shortGeneric','longGeneric']);if(o.hour&&R(6)==0)o.dayPeriod=P(['long','short','narrow'])}
 if(R(6)==0)o.hour12=!!R(2);else if(R(6)==0)o.hourCycle=P(['h11','h12','h23','h24']);
 try{const f=new Intl.DateTimeFormat(l,o);const d=new Date((R(2)?1.7e12:9e11)+R(4e10)*7);console.log(l,JSON.stringify(o),d.toISOString(),f.format(d),'|',f.formatToParts(d).map(p=>p.type+':'+p.value).join(' '))}catch(e){console.log(l,JSON.stringify(o),e.message)}
}
