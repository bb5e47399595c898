package dev.coterie.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.language.analysis.Word.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalysisTest {
  private final TextAnalysis analysis = new TextAnalysis();

  private List<String> terms(String text) {
    return analysis.words(text).stream().map(Word::term).toList();
  }

  @Test
  void englishFormsFallTogether() {
    assertThat(terms("Hanging T-Lights, lady's mugs"))
        .containsExactly("hanging", "t-light", "lady", "mug");
    assertThat(terms("MUG Mugs mug's")).containsOnly("mug");
  }

  @Test
  void chineseIsCutByItsDictionaryAlsoAmongOtherScripts() {
    assertThat(terms("不锈钢炒锅 with lid 机械键盘iPhone"))
        .containsExactly("不锈钢", "炒锅", "with", "lid", "机械", "键盘", "iphone");
  }

  @ParameterizedTest
  @CsvSource({
    "mug, CONTENT",
    "the, STOP",
    "x, STOP",
    "red, MODIFIER",
    "12, NUMBER",
    "15cm, NUMBER",
    "85123A, NUMBER",
    "A4, NUMBER",
    "II, NUMBER",
    "viii, NUMBER",
    "manual, MODIFIER",
    "le, STOP",
    "3.5, NUMBER",
    "MP3, CONTENT",
    "PS5, CONTENT",
    "的, STOP",
    "红色, MODIFIER",
    "键盘, CONTENT",
    "don’t, STOP"
  })
  void everyWordHasItsKind(String word, Kind kind) {
    assertThat(analysis.words(word))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found.surface()).isEqualTo(word);
            });
  }

  @Test
  void wordsKnowWhereTheyStand() {
    String text = "  “Café”, 红楼梦 (2nd ed.)  naïve-ish …";
    for (Word word : analysis.words(text)) {
      assertThat(text.substring(word.start(), word.end())).isEqualTo(word.surface());
    }
    assertThat(terms(text)).contains("café", "红楼梦", "2nd");
  }

  @Test
  void nothingIsFoundInNothing() {
    assertThat(analysis.words("")).isEmpty();
    assertThat(analysis.words(" -- '' … 。，")).isEmpty();
    assertThat(analysis.words("a".repeat(31))).isEmpty();
  }

  @Test
  void wordsThatTheDictionaryLacksAreLearnedFromTheTexts() {
    List<List<Word>> texts = new ArrayList<>();
    for (String text :
        List.of(
            "无线蓝牙耳机", "蓝牙音箱", "蓝牙键盘", "哈利波特全集", "哈利波特魔法棒", "哈利波特围巾", "陶瓷马克杯", "定制马克杯", "马克杯礼物",
            "蓝色的杯子", "我的牙刷")) {
      texts.add(analysis.words(text));
    }
    Compounds compounds = Compounds.learn(texts);
    assertThat(compounds.join(analysis.words("运动蓝牙耳机")).stream().map(Word::surface))
        .containsExactly("运动", "蓝牙", "耳机");
    assertThat(compounds.join(analysis.words("哈利波特马克杯")).stream().map(Word::surface))
        .containsExactly("哈利波特", "马克杯");
    List<List<Word>> sentences = Collections.nCopies(9, analysis.words("囤货清单上的常客就是好用"));
    assertThat(Compounds.learn(sentences).join(sentences.getFirst()).stream().map(Word::surface))
        .contains("囤货", "清单", "上", "的", "常客", "就是");
    assertThat(Compounds.learn(texts.subList(0, 2)).join(analysis.words("蓝牙"))).hasSize(2);
  }
}
