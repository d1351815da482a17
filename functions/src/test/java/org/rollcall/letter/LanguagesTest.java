package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "iw, en he, he",
    "he-IL, en iw, iw",
    "in_ID, en id, id",
    "id, en in, in",
    "ji, en yi, yi",
    "nb, en no, no",
    "nn-NO, en no, no",
    "no, en nb, nb",
    "no, en nn, nn",
    "nb, nb nn no, nb",
    "nn, nb nn no, nn",
    "zh-TW, zh-hans zh-hant, zh-hant",
    "zh_HK, zh-hans zh-hant, zh-hant",
    "zh-MO, zh-hans zh-tw, zh-tw",
    "zh-Hant, en zh-tw, zh-tw",
    "zh-Hant-HK, zh-hans zh-hant, zh-hant",
    "zh, zh-hans zh-hant, zh-hans",
    "zh-SG, zh-hans zh-hant, zh-hans",
    "zh-CN, zh zh-hant, zh",
    "zh-Hans, zh zh-hant, zh",
    "cmn-TW, zh-hans zh-hant, zh-hant",
    "chi, zh zh-hant, zh",
    "sh, sr sr-latn, sr-latn",
    "sr-ME, sr sr-latn, sr-latn",
    "cnr, sr sr-latn, sr-latn",
    "sr, sr-cyrl sr-latn, sr-cyrl",
    "sr-RS, sr-cyrl sr-latn, sr-cyrl",
    "tl, en fil, fil",
    "fil, en tl, tl",
    "mo, en ro, ro",
    "mo-MD, en ro, ro",
    "ger, de en, de",
    "fra-CA, en fr-ca fr, fr-ca",
    "fre, en fr, fr",
    "pa-PK, pa pa-arab, pa-arab",
    "uz-Cyrl, uz uz-cyrl, uz-cyrl"
  })
  void language_shouldBeFoundUnderItsOtherNames(String code, String available, String found) {
    assertThat(Languages.find(code, List.of(available.split(" ")))).contains(found);
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "fr-CA, en fr, fr",
    "de-Latn-CH, de en, de",
    "nb-NO, en no, no",
    "zh-TW, en zh, zh",
    "sr-Latn, en sr, sr",
    "pt, en pt-br, pt-br",
    "pt-PT, pt-br pt, pt",
    "por_PT, en pt-br, pt-br",
    "en, fr en-gb en-us, en-gb",
    "nb, en no-no, no-no",
  })
  void languageOfACountry_shouldFallBackToItsBaseOrToAnotherCountry(
      String code, String available, String found) {
    List<String> languages = List.of(available.split(" "));
    assertThat(Languages.find(code, languages)).contains(found);
  }

  @ParameterizedTest(name = "{0} is not one of {1}")
  @CsvSource({
    "zh-TW, en zh-hans",
    "sr, en sr-latn",
    "uz-Cyrl, en uz-latn",
    "da, en no",
    "ina, id in",
    "'', en fr",
    "-, en fr",
    "french, en fr"
  })
  void otherLanguage_shouldNotBeFound(String code, String available) {
    assertThat(Languages.find(code, List.of(available.split(" ")))).isEmpty();
  }

  @Test
  void datesInALetterOfAnOldCode_shouldBeInThatLanguage() {
    assertThat(Locale.forLanguageTag(LanguageCodes.current("sh")).toLanguageTag())
        .isEqualTo("sr-Latn");
    assertThat(LanguageCodes.current("cnr_Latn")).isEqualTo("sr-latn-me");
  }
}
