package intl

import "testing"

func TestParseTag(t *testing.T) {
	for in, want := range map[string]string{
		"EN-us": "en-US", "cmn": "zh", "sh": "sr-Latn", "zh-hant-tw": "zh-Hant-TW", "en-u-kn-true": "en-u-kn",
		"art-lojban": "jbo", "sgn-br": "bzs", "ru-SU": "ru-RU", "hy-SU": "hy-AM", "en-a-bb-x-u-foo": "en-a-bb-x-u-foo",
		"de-u-co-phonebk-ca-islamicc": "de-u-ca-islamic-civil-co-phonebk", "en-t-DE-Latn-m0-names": "en-t-de-latn-m0-prprname",
		"sl-rozaj-biske-1994": "sl-1994-biske-rozaj", "aa-saaho": "ssy", "iw": "he", "en-u-rg-gbzzzz": "en-u-rg-gbzzzz",
		"en_US": "", "": "", "e": "", "abcd": "", "en-a": "", "en-u-u": "", "en-a-bb-a-cc": "", "de-1996-1996": "", "x-foo": "", "en-latn-latn": "",
	} {
		tag, ok := ParseTag(in)
		if got := tag.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestLikely(t *testing.T) {
	for in, want := range map[string][2]string{
		"en": {"en-Latn-US", "en"}, "zh-TW": {"zh-Hant-TW", "zh-TW"}, "und": {"en-Latn-US", "en"}, "sr-ME": {"sr-Latn-ME", "sr-ME"},
		"und-JP": {"ja-Jpan-JP", "ja"}, "uz-AF": {"uz-Arab-AF", "uz-AF"},
	} {
		tag, _ := ParseTag(in)
		maximal, minimal := tag.Maximize(), tag.Minimize()
		if maximal.String() != want[0] || minimal.String() != want[1] {
			t.Errorf("%s: %s %s, want %v", in, maximal.String(), minimal.String(), want)
		}
	}
}

func TestAvailable(t *testing.T) {
	for in, want := range map[string]string{
		"en-US": "en", "zh-TW": "zh-Hant", "zh-Hans-CN": "zh-Hans", "en-GB": "en-GB", "zxx": "", "sr-ME": "sr-Latn-ME", "pt-BR": "pt",
	} {
		if got := dataLocale(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func FuzzParseTag(f *testing.F) {
	for _, s := range []string{"en-US", "de-DE-u-co-phonebk", "x-foo", "en-t-de-m0-abc-x-a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tag, ok := ParseTag(s)
		if !ok {
			return
		}
		again, ok := ParseTag(tag.String())
		if !ok || again.String() != tag.String() {
			t.Errorf("%q became %q, then %q", s, tag.String(), again.String())
		}
	})
}
